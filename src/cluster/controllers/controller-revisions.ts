import { deepEqual } from "../../util/deep-equal.ts";
import { ApiError } from "../api/api-error.ts";
import { type KubeObject, ownerReference, refOf } from "../api/object.ts";
import type { PodTemplate } from "../api/pod.ts";
import type { ClusterContext } from "../cluster.ts";
import { templateHash } from "./template-hash.ts";
import { RetryLater } from "./work-queue.ts";

/** Says which revision a pod was made from. */
export const revisionLabel = "controller-revision-hash";

interface ControllerRevision extends KubeObject {
  readonly revision: number;
  readonly data: unknown;
}

/** What StatefulSets and DaemonSets have: an owner with a template. */
interface Owner extends KubeObject {
  readonly spec: { readonly template: PodTemplate; readonly revisionHistoryLimit?: number };
  readonly status: { readonly collisionCount?: number };
}

/**
 * Notes the owner's template as a ControllerRevision, if it is a new one, and gives the name of its revision: an old
 * template that comes back keeps its name and becomes the newest (pkg/controller/history/controller_history.go).
 * @throws RetryLater if the name belongs to another template; it is counted, and the next attempt has another name
 */
export function currentRevision(context: ClusterContext, owner: Owner): string {
  const { api } = context;
  const { template } = owner.spec;
  const known = revisionsOf(context, owner);
  const next = Math.max(0, ...known.map(({ revision }) => revision)) + 1;
  const same = known.find(({ data }) => deepEqual(data, { spec: { template } }));
  if (same !== undefined) {
    if (same.revision < next - 1)
      api.update<ControllerRevision>(refOf(same), (current) => ({ ...current, revision: next }));
    return same.metadata.name;
  }
  const { collisionCount = 0 } = owner.status;
  const hash = templateHash(template, collisionCount);
  const name = `${owner.metadata.name}-${hash}`;
  try {
    api.create<ControllerRevision>({
      apiVersion: "apps/v1",
      kind: "ControllerRevision",
      metadata: {
        name,
        namespace: owner.metadata.namespace ?? "",
        labels: { ...template.metadata?.labels, "controller.kubernetes.io/hash": hash },
        ownerReferences: [ownerReference(owner)],
      },
      data: { spec: { template } },
      revision: next,
    });
    return name;
  } catch (error) {
    if (!(error instanceof ApiError) || error.reason !== "AlreadyExists") throw error;
    api.updateStatus<Owner>(refOf(owner), (status) => ({ ...status, collisionCount: collisionCount + 1 }));
    throw new RetryLater(error.message, { cause: error });
  }
}

/** Drops the oldest revisions beyond the owner's limit; those in use stay. */
export function truncateRevisions(context: ClusterContext, owner: Owner, inUse: ReadonlySet<string>): void {
  const unused = revisionsOf(context, owner)
    .filter(({ metadata }) => !inUse.has(metadata.name))
    .sort((a, b) => a.revision - b.revision);
  const surplus = unused.length - (owner.spec.revisionHistoryLimit ?? 10);
  for (const revision of unused.slice(0, Math.max(0, surplus))) context.api.delete(refOf(revision));
}

/** The template that a revision stands for. */
export const templateOf = (
  context: ClusterContext,
  owner: Owner,
  revision: string,
): PodTemplate | undefined =>
  (
    revisionsOf(context, owner).find(({ metadata }) => metadata.name === revision)?.data as
      | { readonly spec: { readonly template: PodTemplate } }
      | undefined
  )?.spec.template;

const revisionsOf = ({ api }: ClusterContext, owner: Owner): ControllerRevision[] =>
  api.ownedBy<ControllerRevision>("ControllerRevision", owner.metadata.uid);
