import type { Node } from "../../api/node.ts";
import { controllerOf, keyOf, matchesSelector, type ObjectRef, refFromKey } from "../../api/object.ts";
import type { Pod } from "../../api/pod.ts";
import { templateGenerationOf } from "../../api/strategies/daemon-set.ts";
import type { DaemonSet } from "../../api/workloads.ts";
import type { ClusterContext } from "../../cluster.ts";
import { adoptOrphans, releaseMismatch } from "../adopt-orphans.ts";
import { ClientBudget } from "../client-budget.ts";
import { currentRevision, revisionLabel, truncateRevisions } from "../controller-revisions.ts";
import { callsPerPod, PodControl } from "../pod-control.ts";
import { slowStart } from "../slow-start.ts";
import { WorkQueue } from "../work-queue.ts";
import { belongsOn, podsByNode, specFor } from "./daemon-placement.ts";
import { misplacedPods } from "./daemon-pods.ts";
import { daemonStatus } from "./daemon-status.ts";
import { type DaemonStep, nextUpdateStep } from "./daemon-update.ts";
import { FailedPodBackoff } from "./failed-pod-backoff.ts";

/** creations and deletions of one sync */
const burst = 250;

/** Keeps one pod on every node that fits (pkg/controller/daemon/daemon_controller.go). */
export function startDaemonSetController(context: ClusterContext): void {
  const { api, kernel, latency, clock } = context;
  const budget = new ClientBudget(kernel);
  const pods = new PodControl(context, "daemonset-controller", budget);
  const backoff = new FailedPodBackoff(kernel);
  const queue = new WorkQueue(kernel, {
    latency: latency.controller,
    sync,
    retry: { first: 5, longest: 1_000_000 },
  });

  api.watch<DaemonSet>("DaemonSet", ({ object }) => queue.add(keyOf(object)));
  api.watch<Node>("Node", ({ type, object, old }) => {
    for (const set of api.list<DaemonSet>("DaemonSet"))
      if (type === "DELETED" || concerns(set, object, old)) queue.add(keyOf(set));
  });
  api.watch<Pod>("Pod", ({ object, old }) => {
    const owner = controllerOf(object);
    if (owner === undefined) {
      for (const set of api.list<DaemonSet>("DaemonSet", object.metadata.namespace))
        if (matchesSelector(set.spec.selector, object.metadata.labels)) queue.add(keyOf(set));
    } else if (owner.kind === "DaemonSet") {
      const set = api.store.byUid(owner.uid) as DaemonSet | undefined;
      if (set === undefined) return;
      if (old !== undefined && old.metadata.labels !== object.metadata.labels)
        releaseMismatch(api, set, object, set.spec.selector);
      queue.add(keyOf(set));
    }
  });

  function sync(key: string): void {
    const ref = refFromKey("DaemonSet", key);
    const set = api.get<DaemonSet>(ref);
    if (set === undefined) return;
    adoptOrphans(api, set, "ControllerRevision", set.spec.selector);
    adoptOrphans(api, set, "Pod", set.spec.selector);
    const revision = currentRevision(context, set);
    const hash = revision.slice(set.metadata.name.length + 1);
    const nodes = api.list<Node>("Node");
    const podsOn = podsByNode(api, set);
    let refusal: Error | undefined;
    if (set.metadata.deletionTimestamp === undefined) {
      refusal = takeStep(set, hash, nextStep(key, set, hash, nodes, podsOn));
      truncateRevisions(context, set, inUse(set, revision));
    }
    writeStatus(ref, set, daemonStatus(set, hash, nodes, podsOn, clock.milliseconds));
    if (refusal !== undefined) throw refusal;
  }

  /** The rolling update waits until every pod is where it should be. */
  function nextStep(
    key: string,
    set: DaemonSet,
    hash: string,
    nodes: readonly Node[],
    podsOn: ReadonlyMap<string, readonly Pod[]>,
  ): DaemonStep {
    const retryAfter = (wait: number) => queue.addAfter(key, wait);
    const step = misplacedPods(context, set, hash, nodes, podsOn, backoff, retryAfter);
    if (step.add.length + step.remove.length > 0) return step;
    const eligible = new Set(
      nodes.filter((node) => belongsOn(set, node).run).map(({ metadata }) => metadata.name),
    );
    const places = { desired: eligible.size, belongs: (node: string) => eligible.has(node) };
    return nextUpdateStep(set, hash, podsOn, places, clock.milliseconds);
  }

  /** As much of a step as the controller's calls allow; the rest comes later. */
  function takeStep(set: DaemonSet, hash: string, { add, remove }: DaemonStep): Error | undefined {
    const affordable = Math.floor(budget.available / callsPerPod);
    const creations = Math.min(add.length, burst, affordable);
    const { error } = slowStart(creations, (i) =>
      pods.create(set, set.spec.template, {
        labels: { [revisionLabel]: hash, "pod-template-generation": String(templateGenerationOf(set)) },
        spec: specFor(set, add[i] ?? ""),
      }),
    );
    const deletions = Math.min(remove.length, burst, affordable - creations);
    for (const pod of remove.slice(0, deletions)) pods.delete(set, pod);
    if (creations + deletions < add.length + remove.length)
      queue.addAfter(keyOf(set), budget.waitFor(callsPerPod));
    return error;
  }

  function writeStatus(ref: ObjectRef, set: DaemonSet, status: DaemonSet["status"]): void {
    const current = api.get<DaemonSet>(ref);
    if (current === undefined || current.metadata.uid !== set.metadata.uid) return;
    if (api.updateStatus<DaemonSet>(ref, () => status) !== current) budget.spend(1);
    const { minReadySeconds = 0 } = set.spec;
    if (minReadySeconds > 0 && status.numberReady !== (status.numberAvailable ?? 0))
      queue.addAfter(keyOf(set), minReadySeconds * 1000);
  }

  /** The revisions that some pod or the template itself has. */
  function inUse(set: DaemonSet, current: string): ReadonlySet<string> {
    const names = api
      .ownedBy<Pod>("Pod", set.metadata.uid)
      .map((pod) => `${set.metadata.name}-${pod.metadata.labels?.[revisionLabel] ?? ""}`);
    return new Set([current, ...names]);
  }
}

/** A node concerns a DaemonSet when it begins or ceases to be a place for its pods. */
function concerns(set: DaemonSet, node: Node, old: Node | undefined): boolean {
  const now = belongsOn(set, node);
  if (old === undefined) return now.run;
  const before = belongsOn(set, old);
  return now.run !== before.run || now.stay !== before.stay;
}
