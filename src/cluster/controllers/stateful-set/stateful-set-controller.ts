import { controllerOf, keyOf, matchesSelector, refFromKey } from "../../api/object.ts";
import { isReady, type Pod } from "../../api/pod.ts";
import type { StatefulSet } from "../../api/workloads.ts";
import type { ClusterContext } from "../../cluster.ts";
import { adoptOrphans, releaseMismatch } from "../adopt-orphans.ts";
import { currentRevision, templateOf, truncateRevisions } from "../controller-revisions.ts";
import { availability } from "../pod-availability.ts";
import { WorkQueue } from "../work-queue.ts";
import { ordinalOf, podRevision } from "./stateful-pod.ts";
import { countPods, type Revisions, writeStatus } from "./stateful-set-status.ts";
import { updatePods } from "./update-pods.ts";

/** Keeps pods with names of their own (pkg/controller/statefulset/stateful_set.go). */
export function startStatefulSetController(context: ClusterContext): void {
  const { api, kernel, latency, clock } = context;
  const queue = new WorkQueue(kernel, {
    latency: latency.controller,
    sync,
    retry: { first: 5, longest: 1_000_000 },
  });

  api.watch<StatefulSet>("StatefulSet", ({ object }) => queue.add(keyOf(object)));
  api.watch<Pod>("Pod", ({ object, old }) => {
    const owner = controllerOf(object);
    if (owner === undefined) {
      for (const set of api.list<StatefulSet>("StatefulSet", object.metadata.namespace))
        if (matchesSelector(set.spec.selector, object.metadata.labels)) queue.add(keyOf(set));
    } else if (owner.kind === "StatefulSet") {
      const set = api.store.byUid(owner.uid) as StatefulSet | undefined;
      if (set === undefined) return;
      if (old !== undefined && old.metadata.labels !== object.metadata.labels)
        releaseMismatch(api, set, object, set.spec.selector);
      queue.add(keyOf(set));
    }
  });

  function sync(key: string): void {
    const set = api.get<StatefulSet>(refFromKey("StatefulSet", key));
    if (set === undefined) return;
    adoptOrphans(api, set, "ControllerRevision", set.spec.selector);
    adoptOrphans(api, set, "Pod", set.spec.selector, (pod) => ordinalOf(set, pod as Pod) !== undefined);
    const pods = api.ownedBy<Pod>("Pod", set.metadata.uid).filter((pod) => ordinalOf(set, pod) !== undefined);
    const revisions = findRevisions(set);
    const status = countPods(set, revisions, pods, clock.milliseconds);
    let replaced = 0;
    let failure: unknown;
    if (set.metadata.deletionTimestamp === undefined)
      try {
        replaced = updatePods(context, set, revisions, pods);
      } catch (error) {
        failure = error;
      }
    const currentReplicas = (status.currentReplicas ?? 0) - replaced;
    writeStatus(context, set, { ...status, currentReplicas });
    watchAvailability(key, set, pods);
    const inUse = new Set([...pods.map(podRevision), revisions.current.name, revisions.update.name]);
    truncateRevisions(context, set, inUse);
    if (failure !== undefined) throw failure;
  }

  function findRevisions(set: StatefulSet): Revisions {
    const update = { name: currentRevision(context, set), template: set.spec.template };
    const name = set.status.currentRevision ?? update.name;
    const template = templateOf(context, set, name);
    return { current: template === undefined ? update : { name, template }, update };
  }

  function watchAvailability(key: string, { spec }: StatefulSet, pods: readonly Pod[]): void {
    if ((spec.minReadySeconds ?? 0) === 0) return;
    const { next } = availability(pods.filter(isReady), spec.minReadySeconds ?? 0, clock.milliseconds);
    if (next !== undefined) queue.addAfter(key, next);
  }
}
