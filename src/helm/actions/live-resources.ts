import { type KubeObject, matchesSelector } from "../../cluster/api/object.ts";
import type { Process } from "../../sim/wait.ts";
import { deepEqual } from "../../util/deep-equal.ts";
import { buildResources } from "../build-resources.ts";
import { failureText } from "../helm-failure.ts";
import { fieldAt } from "../readiness/object-fields.ts";
import type { Release } from "../release.ts";
import type { Resource } from "../resource.ts";
import type { Session } from "../session.ts";

/** The pods of the release's workloads come last, under this heading. */
export const relatedPods = "v1/Pod(related)";

/**
 * What is there of a release (pkg/kube/client.go, Get), by version and kind (`v1/Deployment`: the group does not show). What
 * cannot be read is left out.
 */
export function* liveResources(
  session: Session,
  release: Release,
): Process<ReadonlyMap<string, readonly KubeObject[]>> {
  const found = new Map<string, KubeObject[]>();
  const pods: KubeObject[] = [];
  const selectors: unknown[] = [];
  for (const resource of buildQuietly(session, release)) {
    const live = yield* session.api.find(resource.ref);
    if (live === undefined) continue;
    const key = `${resource.apiVersion.split("/").at(-1)}/${resource.kind}`;
    found.set(key, [...(found.get(key) ?? []), live]);
    const matchLabels = selectorOf(resource);
    if (matchLabels === undefined || selectors.some((each) => deepEqual(each, matchLabels))) continue;
    selectors.push(matchLabels);
    const all = yield* session.api.list("Pod", resource.namespace);
    pods.push(...all.filter((pod) => matchesSelector({ matchLabels }, pod.metadata.labels)));
  }
  return pods.length === 0 ? found : found.set(relatedPods, pods);
}

function buildQuietly({ cluster }: Session, release: Release): readonly Resource[] {
  const { resources: registry } = cluster.api;
  try {
    return buildResources(release.manifests, { registry, namespace: release.namespace, validate: false });
  } catch (error) {
    failureText(error);
    return [];
  }
}

/** The labels that the manifest of a workload selects its pods by. */
function selectorOf({ kind, object }: Resource): Readonly<Record<string, string>> | undefined {
  const workloads = ["ReplicaSet", "Deployment", "StatefulSet", "DaemonSet", "Job"];
  const labels = workloads.includes(kind)
    ? fieldAt(object, "spec", "selector", "matchLabels")
    : kind === "ReplicationController"
      ? fieldAt(object, "spec", "selector")
      : undefined;
  return labels as Readonly<Record<string, string>> | undefined;
}
