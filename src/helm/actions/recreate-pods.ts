import { type KubeObject, type LabelSelector, matchesSelector, refOf } from "../../cluster/api/object.ts";
import type { Process } from "../../sim/wait.ts";
import { fieldAt } from "../readiness/object-fields.ts";
import type { Resource } from "../resource.ts";
import type { Session } from "../session.ts";

const workloads: ReadonlySet<string> = new Set([
  "Deployment",
  "StatefulSet",
  "DaemonSet",
  "ReplicaSet",
  "ReplicationController",
  "Job",
]);

/** `--recreate-pods` of Helm 3: deletes the pods that the release's workloads select (pkg/action/upgrade.go, recreate). */
export function* recreatePods(session: Session, resources: readonly Resource[]): Process<void> {
  for (const { ref, namespace } of resources) {
    if (!workloads.has(ref.kind)) continue;
    const live = yield* session.api.get(ref);
    const pods = yield* session.api.list("Pod", namespace);
    for (const pod of pods.filter((each) => matchesSelector(selectorOf(live), each.metadata.labels)))
      yield* session.api.delete(refOf(pod));
  }
}

function selectorOf(workload: KubeObject): LabelSelector {
  const selector = fieldAt(workload, "spec", "selector") ?? {};
  return workload.kind === "ReplicationController"
    ? { matchLabels: selector as Record<string, string> }
    : (selector as LabelSelector);
}
