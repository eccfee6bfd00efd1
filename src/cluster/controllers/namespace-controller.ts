import { type KubeObject, keyOf, refFromKey, refOf } from "../api/object.ts";
import { isFinished, type Pod } from "../api/pod.ts";
import type { Namespace } from "../api/strategies/namespace.ts";
import type { ClusterContext } from "../cluster.ts";
import { WorkQueue } from "./work-queue.ts";

/** The deletion of the contents begins so long after that of the namespace, milliseconds. */
const delay = 5_000;
/** how long objects with finalizers are expected to take, seconds */
const finalizerEstimate = 15;

/** Empties a namespace that is being deleted, then lets it go (pkg/controller/namespace/namespace_controller.go). */
export function startNamespaceController(context: ClusterContext): void {
  const { api, kernel, latency, rules } = context;
  const queue = new WorkQueue(kernel, {
    latency: latency.controller,
    sync,
    retry: { first: 5_000, longest: 60_000 },
  });
  api.watch<Namespace>("Namespace", ({ type, object }) => {
    if (type !== "DELETED" && object.metadata.deletionTimestamp !== undefined)
      queue.addAfter(keyOf(object), delay);
  });

  function sync(key: string): void {
    const ref = refFromKey("Namespace", key);
    const namespace = api.get<Namespace>(ref);
    if (namespace?.metadata.deletionTimestamp === undefined) return;
    const wait = empty(namespace.metadata.name);
    if (wait !== undefined) {
      queue.addAfter(key, (Math.floor(wait / 2) + 1) * 1000);
      return;
    }
    api.update<Namespace>(ref, (stored) => {
      const finalizers = (stored.spec.finalizers ?? []).filter((each) => each !== "kubernetes");
      return { ...stored, spec: { ...stored.spec, finalizers } };
    });
  }

  /** Deletes what there is; gives in how many seconds the rest is expected to be gone, undefined if nothing is left. */
  function empty(namespace: string): number | undefined {
    const pods = api.list<Pod>("Pod", namespace);
    const graces = pods.map((pod) => (isFinished(pod) ? 0 : (pod.spec.terminationGracePeriodSeconds ?? 30)));
    deleteAll(pods);
    const left = api.list<Pod>("Pod", namespace);
    if (left.length > 0 && rules.orderedNamespaceDeletion) return estimate(left, Math.max(0, ...graces));
    const others = contentsOf(namespace);
    deleteAll(others);
    const remaining = contentsOf(namespace);
    return remaining.length === 0 ? undefined : estimate(remaining, Math.max(0, ...graces));
  }

  function contentsOf(namespace: string): readonly KubeObject[] {
    if (namespace === "") return [];
    return api.store.kindNames().flatMap((kind) => api.list(kind, namespace));
  }

  function deleteAll(objects: readonly KubeObject[]): void {
    for (const object of objects) {
      const stored = api.get(refOf(object));
      if (stored?.metadata.uid !== object.metadata.uid) continue;
      if (stored.metadata.deletionTimestamp === undefined) api.delete(refOf(object));
    }
  }
}

const estimate = (left: readonly KubeObject[], grace: number): number =>
  grace === 0 && left.some(({ metadata }) => (metadata.finalizers ?? []).length > 0)
    ? finalizerEstimate
    : grace;
