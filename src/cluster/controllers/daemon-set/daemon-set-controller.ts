import type { Node } from "../../api/node.ts";
import { controllerOf, keyOf, refFromKey } from "../../api/object.ts";
import type { Pod } from "../../api/pod.ts";
import type { DaemonSet } from "../../api/workloads.ts";
import type { ClusterContext } from "../../cluster.ts";
import { adoptOrphans } from "../adopt-orphans.ts";
import { currentRevision, revisionLabel, truncateRevisions } from "../controller-revisions.ts";
import { PodControl } from "../pod-control.ts";
import { slowStart } from "../slow-start.ts";
import { WorkQueue } from "../work-queue.ts";
import { belongsOn, podsByNode, specFor } from "./daemon-placement.ts";
import { daemonStatus } from "./daemon-status.ts";
import { nextUpdateStep } from "./daemon-update.ts";

const source = "daemonset-controller";
/** creations and deletions of one sync */
const burst = 250;
/** between the deletions of failed pods on one node, milliseconds; doubled each time */
const failedBackoff = { first: 1000, longest: 900_000 };

/** Keeps one pod on every node that fits (pkg/controller/daemon/daemon_controller.go). */
export function startDaemonSetController(context: ClusterContext): void {
  const { api, kernel, latency, clock, events } = context;
  const pods = new PodControl(context, source);
  const failures = new Map<string, { delay: number; since: number }>();
  const queue = new WorkQueue(kernel, {
    latency: latency.controller,
    sync,
    retry: { first: 5, longest: 1_000_000 },
  });

  api.watch<DaemonSet>("DaemonSet", ({ object }) => queue.add(keyOf(object)));
  api.watch<Node>("Node", () => {
    for (const set of api.list<DaemonSet>("DaemonSet")) queue.add(keyOf(set));
  });
  api.watch<Pod>("Pod", ({ object }) => {
    const owner = controllerOf(object);
    if (owner?.kind === "DaemonSet") queue.add(`${object.metadata.namespace ?? ""}/${owner.name}`);
  });

  function sync(key: string): void {
    const ref = refFromKey("DaemonSet", key);
    const set = api.get<DaemonSet>(ref);
    if (set === undefined) return;
    adoptOrphans(api, set, "Pod", set.spec.selector);
    const revision = currentRevision(context, set);
    const hash = revision.slice(set.metadata.name.length + 1);
    const nodes = api.list<Node>("Node");
    let refusal: Error | undefined;
    if (set.metadata.deletionTimestamp === undefined) {
      refusal = manage(set, hash, nodes, podsByNode(api, set));
      if (refusal === undefined) update(set, hash, nodes);
      truncateRevisions(context, set, inUse(set, revision));
    }
    const now = podsByNode(api, set);
    if (api.get(ref) !== undefined)
      api.updateStatus<DaemonSet>(ref, () => daemonStatus(set, hash, nodes, now, clock.milliseconds));
    if (refusal !== undefined) throw refusal;
  }

  /** Creates what is missing on a node and deletes what should not be there. */
  function manage(
    set: DaemonSet,
    hash: string,
    nodes: readonly Node[],
    podsOn: ReadonlyMap<string, readonly Pod[]>,
  ): Error | undefined {
    const missing: string[] = [];
    for (const node of nodes) {
      const { run, stay } = belongsOn(set, node);
      const there = podsOn.get(node.metadata.name) ?? [];
      if (run && there.length === 0) missing.push(node.metadata.name);
      else if (!stay) for (const pod of there) pods.delete(set, pod);
      else replaceEnded(set, node.metadata.name, there);
    }
    return createOn(set, hash, missing);
  }

  function createOn(set: DaemonSet, hash: string, nodes: readonly string[]): Error | undefined {
    return slowStart(Math.min(nodes.length, burst), (i) =>
      pods.create(set, set.spec.template, {
        labels: { [revisionLabel]: hash, "pod-template-generation": String(set.metadata.generation ?? 1) },
        spec: specFor(set, nodes[i] ?? ""),
      }),
    ).error;
  }

  /** A daemon pod that has ended is deleted, so that another can take its place; one that keeps failing more and more slowly. */
  function replaceEnded(set: DaemonSet, node: string, there: readonly Pod[]): void {
    const running: Pod[] = [];
    for (const pod of there) {
      if (pod.metadata.deletionTimestamp !== undefined) continue;
      const name = `${pod.metadata.namespace ?? ""}/${pod.metadata.name}`;
      if (pod.status.phase === "Succeeded") {
        events.record(
          source,
          set,
          "Normal",
          "SucceededDaemonPod",
          `Found succeeded daemon pod ${name} on node ${node}, will try to delete it`,
        );
        pods.delete(set, pod);
      } else if (pod.status.phase === "Failed") {
        if (mustWait(set, node)) continue;
        events.record(
          source,
          set,
          "Warning",
          "FailedDaemonPod",
          `Found failed daemon pod ${name} on node ${node}, will try to kill it`,
        );
        pods.delete(set, pod);
      } else running.push(pod);
    }
    if ((set.spec.updateStrategy.rollingUpdate?.maxSurge ?? 0) === 0)
      for (const extra of running.slice(1)) pods.delete(set, extra);
  }

  function mustWait(set: DaemonSet, node: string): boolean {
    const key = `${set.metadata.uid}/${node}`;
    const last = failures.get(key);
    const left = last === undefined ? 0 : last.since + last.delay - kernel.now;
    if (left > 0) {
      queue.addAfter(keyOf(set), left);
      return true;
    }
    const delay = last === undefined ? failedBackoff.first : Math.min(last.delay * 2, failedBackoff.longest);
    failures.set(key, { delay, since: kernel.now });
    return false;
  }

  function update(set: DaemonSet, hash: string, nodes: readonly Node[]): void {
    const eligible = nodes.filter((node) => belongsOn(set, node).run);
    const step = nextUpdateStep(set, hash, eligible, podsByNode(api, set), clock.milliseconds);
    for (const pod of step.remove.slice(0, burst)) pods.delete(set, pod);
    createOn(set, hash, step.surge);
  }

  /** The revisions that some pod or the template itself has. */
  function inUse(set: DaemonSet, current: string): ReadonlySet<string> {
    const names = api
      .ownedBy<Pod>("Pod", set.metadata.uid)
      .map((pod) => `${set.metadata.name}-${pod.metadata.labels?.[revisionLabel] ?? ""}`);
    return new Set([current, ...names]);
  }
}
