import {
  controllerOf,
  keyOf,
  type LabelSelector,
  matchesSelector,
  type ObjectRef,
  refFromKey,
} from "../../api/object.ts";
import { isActive, type Pod } from "../../api/pod.ts";
import type { ReplicaSet } from "../../api/workloads.ts";
import type { ClusterContext } from "../../cluster.ts";
import { adoptOrphans, releaseMismatch } from "../adopt-orphans.ts";
import { ClientBudget } from "../client-budget.ts";
import { availability } from "../pod-availability.ts";
import { callsPerPod, PodControl } from "../pod-control.ts";
import { batchesOf, slowStart } from "../slow-start.ts";
import { WatchCache } from "../watch-cache.ts";
import { WorkQueue } from "../work-queue.ts";
import { PodTallies, type PodTally } from "./pod-tally.ts";
import { replicaStatus } from "./replica-status.ts";

const burst = 500;

/** ReplicaSets and ReplicationControllers differ in little more than their names. */
interface ReplicaKind {
  readonly kind: "ReplicaSet" | "ReplicationController";
  readonly source: string;
  readonly selectorOf: (set: ReplicaSet) => LabelSelector;
}

export const replicaSets: ReplicaKind = {
  kind: "ReplicaSet",
  source: "replicaset-controller",
  selectorOf: (set) => set.spec.selector,
};

export const replicationControllers: ReplicaKind = {
  kind: "ReplicationController",
  source: "replication-controller",
  selectorOf: (set) => ({ matchLabels: set.spec.selector as Readonly<Record<string, string>> }),
};

/** Keeps as many pods of a template as asked for (pkg/controller/replicaset/replica_set.go). */
export function startReplicaController(context: ClusterContext, type: ReplicaKind): void {
  const { api, kernel, latency, clock, rules } = context;
  const { kind, selectorOf } = type;
  const budget = new ClientBudget(kernel);
  const pods = new PodControl(context, type.source, budget);
  const tallies = new PodTallies(api, kind);
  const sets = new WatchCache<ReplicaSet>(api, kind);
  const queue = new WorkQueue(kernel, {
    latency: latency.controller,
    sync,
    retry: { first: 5, longest: 1_000_000 },
  });

  api.watch<ReplicaSet>(kind, ({ object }) => queue.add(keyOf(object)));
  api.watch<Pod>("Pod", ({ object, old }) => {
    const owner = controllerOf(object);
    if (owner === undefined) {
      for (const set of api.list<ReplicaSet>(kind, object.metadata.namespace))
        if (matchesSelector(selectorOf(set), object.metadata.labels)) queue.add(keyOf(set));
    } else if (owner.kind === kind) {
      const set = api.store.byUid(owner.uid) as ReplicaSet | undefined;
      if (set === undefined) return;
      if (old !== undefined && old.metadata.labels !== object.metadata.labels)
        releaseMismatch(api, set, object, selectorOf(set));
      queue.add(keyOf(set));
    }
  });

  /** Gives how long its calls take: pods are created batch by batch, and deleted all at once. */
  function sync(key: string): number {
    const ref = refFromKey(kind, key);
    const set = sets.get(key);
    if (set === undefined || api.get(ref)?.metadata.uid !== set.metadata.uid) return 0;
    adoptOrphans(api, set, "Pod", selectorOf(set), (pod) => isActive(pod as Pod));
    const tally = tallies.of(set.metadata.uid);
    const diff = tally.active - set.spec.replicas;
    let error: Error | undefined;
    let took = 0;
    if (set.metadata.deletionTimestamp === undefined && diff !== 0) {
      const wanted = Math.min(Math.abs(diff), burst);
      const affordable = Math.min(wanted, Math.floor(budget.available / callsPerPod));
      if (affordable > 0) error = diff < 0 ? createPods(set, affordable) : deletePods(set, affordable);
      took = latency.apiCall * (diff < 0 ? batchesOf(affordable) : 1);
      if (affordable < wanted && error === undefined) {
        queue.addAfter(key, budget.waitFor(callsPerPod));
        return took;
      }
    }
    updateStatus(ref, set, tally, error);
    if (error !== undefined) throw error;
    return took;
  }

  const createPods = (set: ReplicaSet, count: number): Error | undefined =>
    slowStart(count, () => pods.create(set, set.spec.template)).error;

  function deletePods(set: ReplicaSet, count: number): undefined {
    const active = tallies.activeOf(set.metadata.uid);
    for (const pod of active?.first(count, relatedPods(set), clock.milliseconds) ?? []) pods.delete(set, pod);
  }

  /** How many active pods all ReplicaSets of the same Deployment have on a node: where there are more, one goes first. */
  function relatedPods(set: ReplicaSet): (node: string, own: number) => number {
    const owner = controllerOf(set);
    const siblings = owner === undefined ? [] : api.ownedBy<ReplicaSet>(kind, owner.uid);
    const others = siblings
      .filter(({ metadata }) => metadata.uid !== set.metadata.uid)
      .map(({ metadata }) => tallies.activeOf(metadata.uid))
      .filter((active) => active !== undefined);
    return (node, own) => others.reduce((sum, active) => sum + active.countOn(node), own);
  }

  function updateStatus(ref: ObjectRef, set: ReplicaSet, tally: PodTally, error: Error | undefined): void {
    const current = api.get<ReplicaSet>(ref);
    if (current === undefined || current.metadata.uid !== set.metadata.uid) return;
    const counted = rules.terminatingReplicas ? tally : { ...tally, terminating: 0 };
    const status = replicaStatus(set, current.status, counted, availableOf(set, tally), error, clock);
    if (api.updateStatus<ReplicaSet>(ref, () => status) !== current) budget.spend(1);
  }

  function availableOf(set: ReplicaSet, tally: PodTally): number {
    const minReadySeconds = set.spec.minReadySeconds ?? 0;
    if (minReadySeconds === 0) return tally.ready;
    const active = api.ownedBy<Pod>("Pod", set.metadata.uid).filter(isActive);
    const { available, next } = availability(active, minReadySeconds, clock.milliseconds);
    if (next !== undefined) queue.addAfter(keyOf(set), next);
    return available;
  }
}
