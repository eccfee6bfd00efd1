import { parseQuantity } from "../../util/quantity.ts";
import type { Node } from "../api/node.ts";
import { controllerOf, type KubeObject, keyOf } from "../api/object.ts";
import type { Pod } from "../api/pod.ts";
import type { ClusterContext } from "../cluster.ts";
import { ImageManager } from "./image-manager.ts";
import { KubeletPod, type NodeServices } from "./kubelet-pod.ts";
import { PodWorker } from "./pod-worker.ts";
import { RelistClock } from "./relist-clock.ts";
import { WorkSlots } from "./work-slots.ts";

/** The kubelets of all nodes: each runs the pods that are bound to its node. */
export function startKubelets(context: ClusterContext): void {
  const { api, kernel, latency } = context;
  const nodes = new Map<string, NodeServices>();
  const workers = new Map<string, { uid: string; worker: PodWorker; stop: () => void }>();
  const ordinals = new Map<string, number>();
  let ips = 0;

  api.watch<Pod>("Pod", ({ type, object }) => {
    const { nodeName } = object.spec;
    if (nodeName === undefined) return;
    const key = keyOf(object);
    const known = workers.get(key);
    if (type === "DELETED") {
      if (known?.uid !== object.metadata.uid) return;
      known.stop();
      workers.delete(key);
    } else if (known?.uid === object.metadata.uid) known.worker.update(object);
    else if (object.metadata.deletionTimestamp === undefined) start(key, object, nodeServices(nodeName));
  });

  function start(key: string, pod: Pod, node: NodeServices): void {
    const uid = pod.metadata.uid;
    const begin = kernel.schedule(latency.kubelet, () => {
      const task = kernel.spawn(`the kubelet's worker of ${pod.metadata.name}`, worker.run(), {
        daemon: true,
      });
      entry.stop = () => task.cancel();
    });
    const worker = new PodWorker(new KubeletPod(node, pod));
    const entry = { uid, worker, stop: () => kernel.cancel(begin) };
    workers.set(key, entry);
  }

  function nodeServices(name: string): NodeServices {
    const known = nodes.get(name);
    if (known !== undefined) return known;
    const phase = context.random.stream("relist-phase", name).below(latency.relistPeriod);
    const node: NodeServices = {
      context,
      name,
      ip: `10.0.${Math.floor(nodes.size / 250)}.${(nodes.size % 250) + 2}`,
      clock: new RelistClock(latency.relistPeriod, phase),
      images: new ImageManager(context),
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
