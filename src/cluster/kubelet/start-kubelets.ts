import { parseQuantity } from "../../util/quantity.ts";
import type { WatchEvent } from "../api/api-server.ts";
import type { Node } from "../api/node.ts";
import { controllerOf, type KubeObject, refOf } from "../api/object.ts";
import type { Pod } from "../api/pod.ts";
import type { ClusterContext } from "../cluster.ts";
import { exit } from "./containers.ts";
import { ImageManager } from "./image-manager.ts";
import { KubeletPod, type NodeServices } from "./kubelet-pod.ts";
import {
  evictionGrace,
  evictionVerdict,
  pressureFor,
  pressureRefusal,
  pressureTransition,
  type ScarceResource,
} from "./node-pressure.ts";
import { type Pressure, writeNodeStatus } from "./node-status.ts";
import { isRunning } from "./pod-runtime.ts";
import type { Verdict } from "./pod-status.ts";
import { PodWorker } from "./pod-worker.ts";
import { RelistClock } from "./relist-clock.ts";
import { removeFromServer } from "./terminate-pod.ts";
import { WorkSlots } from "./work-slots.ts";

/** What can happen to a node from outside. */
export interface Kubelets {
  /** Kills a process, as the kernel or an operator would; false if the container does not run. */
  killContainer(
    pod: Pod,
    container: string,
    how: { readonly code: number; readonly reason?: string },
  ): boolean;
  /** The pod's node runs short of something and gets rid of the pod; false if the pod does not run there. */
  evict(pod: Pod, resource: ScarceResource): boolean;
}

interface KubeletNode extends NodeServices {
  /** what the node is short of, and since when (virtual milliseconds) */
  readonly under: Map<Pressure, number>;
}

/** The kubelets of all nodes: each runs the pods that are bound to its node. */
export function startKubelets(context: ClusterContext): Kubelets {
  const { api, kernel, latency, links } = context;
  const nodes = new Map<string, KubeletNode>();
  /** by the uids of the pods */
  const workers = new Map<string, { kubeletPod: KubeletPod; worker: PodWorker; stop: () => void }>();
  const ordinals = new Map<string, number>();
  let ips = 0;

  api.watch<Pod>("Pod", (event) => {
    const { nodeName } = event.object.spec;
    if (nodeName !== undefined) links.of(nodeName).through(() => podWritten(event, nodeName));
  });
  links.onChange((name, link) => {
    if (!link.isUp) return;
    writeNodeStatus(context, name, nodes.get(name)?.under ?? new Map());
    // What others have written of the pods meanwhile is put right.
    for (const { kubeletPod } of workers.values())
      if (kubeletPod.node.name === name) kubeletPod.status.flush();
  });
  return { killContainer, evict };

  function podWritten({ type, object }: WatchEvent<Pod>, nodeName: string): void {
    const { uid, deletionTimestamp } = object.metadata;
    const known = workers.get(uid);
    if (type === "DELETED") {
      known?.stop();
      workers.delete(uid);
    } else if (known !== undefined) known.worker.update(object);
    else if (deletionTimestamp === undefined) start(object, nodeServices(nodeName));
  }

  function start(pod: Pod, node: KubeletNode): void {
    const refused = pressureRefusal(node.under, pod);
    if (refused !== undefined) {
      reject(pod, refused);
      return;
    }
    const begin = kernel.schedule(latency.kubelet, () => {
      const task = kernel.spawn(`the kubelet's worker of ${pod.metadata.name}`, worker.run(), {
        daemon: true,
      });
      const stop = (): void => task.cancel();
      entry.stop = stop;
    });
    const kubeletPod = new KubeletPod(node, pod);
    const worker = new PodWorker(kubeletPod);
    const entry = { kubeletPod, worker, stop: () => kernel.cancel(begin) };
    workers.set(pod.metadata.uid, entry);
  }

  /**
   * A pod that a kubelet does not take has failed before it began (pkg/kubelet/kubelet.go, rejectPod). If somebody has
   * deleted it meanwhile, nothing of it is left to be stopped.
   */
  function reject(pod: Pod, { reason, message }: Verdict): void {
    kernel.schedule(latency.kubelet, () => {
      if (api.get<Pod>(refOf(pod))?.metadata.uid !== pod.metadata.uid) return;
      context.events.record("kubelet", pod, "Warning", reason, message);
      api.updateStatus<Pod>(refOf(pod), (status) => ({
        ...status,
        phase: "Failed",
        reason,
        message: `Pod was rejected: ${message}`,
      }));
      removeFromServer({ context, pod });
    });
  }

  function killContainer(pod: Pod, container: string, how: { code: number; reason?: string }): boolean {
    const kubeletPod = workers.get(pod.metadata.uid)?.kubeletPod;
    if (kubeletPod === undefined || !isRunning(kubeletPod.instance(container))) return false;
    exit(kubeletPod, container, how.code, how.reason);
    return true;
  }

  function evict(pod: Pod, resource: ScarceResource): boolean {
    const entry = workers.get(pod.metadata.uid);
    const node = nodes.get(pod.spec.nodeName ?? "");
    if (entry === undefined || node === undefined || entry.kubeletPod.stopped) return false;
    putUnder(node, pressureFor[resource]);
    const verdict = evictionVerdict(context, resource);
    entry.kubeletPod.record("Warning", verdict.reason, verdict.message);
    entry.worker.evict(verdict, evictionGrace);
    return true;
  }

  function putUnder(node: KubeletNode, pressure: Pressure): void {
    const since = kernel.now;
    node.under.set(pressure, since);
    const write = (): void => node.link.through(() => writeNodeStatus(context, node.name, node.under));
    write();
    kernel.schedule(pressureTransition, () => {
      if (node.under.get(pressure) !== since) return;
      node.under.delete(pressure);
      write();
    });
  }

  function nodeServices(name: string): KubeletNode {
    const known = nodes.get(name);
    if (known !== undefined) return known;
    const phase = context.random.stream("relist-phase", name).below(latency.relistPeriod);
    const link = links.of(name);
    const node: KubeletNode = {
      context,
      name,
      link,
      under: new Map(),
      ip: `10.0.${Math.floor(nodes.size / 250)}.${(nodes.size % 250) + 2}`,
      clock: new RelistClock(latency.relistPeriod, phase),
      images: new ImageManager(context, link),
      slots: new WorkSlots(Math.max(1, Math.floor(cpusOf(name) / 2))),
      workloadOf,
      ordinalOf,
      nextPodIp: () => {
        ips++;
        return `10.244.${Math.floor(ips / 254)}.${(ips % 254) + 1}`;
      },
    };
    nodes.set(name, node);
    return node;
  }

  function cpusOf(node: string): number {
    const object = api.get<Node>({ kind: "Node", namespace: "", name: node });
    return parseQuantity(object?.status.capacity["cpu"] ?? "2") ?? 2;
  }

  function workloadOf(pod: Pod): string {
    let object: KubeObject = pod;
    for (;;) {
      const owner = controllerOf(object);
      if (owner === undefined) return `${object.kind}/${object.metadata.name}`;
      const stored = api.store.byUid(owner.uid);
      if (stored === undefined) return `${owner.kind}/${owner.name}`;
      object = stored;
    }
  }

  function ordinalOf(pod: Pod): number {
    const owner = controllerOf(pod);
    if (owner?.kind !== "Job") return 1;
    const key = `${owner.uid}/${pod.metadata.annotations?.["batch.kubernetes.io/job-completion-index"] ?? ""}`;
    const ordinal = (ordinals.get(key) ?? 0) + 1;
    ordinals.set(key, ordinal);
    return ordinal;
  }
}
