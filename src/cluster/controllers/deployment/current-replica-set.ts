import { deepEqual } from "../../../util/deep-equal.ts";
import { extended } from "../../../util/extended.ts";
import { ApiError } from "../../api/api-error.ts";
import { ownerReference, refOf } from "../../api/object.ts";
import type { Condition, Deployment, ReplicaSet } from "../../api/workloads.ts";
import type { ClusterContext } from "../../cluster.ts";
import { templateHash } from "../template-hash.ts";
import { RetryLater } from "../work-queue.ts";
import { hasDeadline, setCondition } from "./deployment-conditions.ts";
import {
  hashLabel,
  inheritedAnnotations,
  type OwnedReplicaSets,
  recordScaling,
  replicasAnnotations,
  revisionAnnotation,
  revisionOf,
} from "./replica-sets.ts";
import { newReplicas } from "./rolling-update.ts";

const historyAnnotation = "deployment.kubernetes.io/revision-history";

/** A Deployment and its ReplicaSets, as a sync goes on with them. */
export interface DeploymentState extends OwnedReplicaSets {
  readonly deployment: Deployment;
}

/**
 * Gives the ReplicaSet of the current template the newest revision and what else it takes from the Deployment, and the
 * Deployment its revision; makes the ReplicaSet if `create` says so (pkg/controller/deployment/sync.go, getNewReplicaSet).
 */
export function syncRevision(
  context: ClusterContext,
  { deployment, current, old }: DeploymentState,
  create: boolean,
): DeploymentState {
  const revision = Math.max(0, ...old.map(revisionOf)) + 1;
  if (current === undefined) {
    if (!create) return { deployment, current, old };
    return { old, ...createReplicaSet(context, deployment, old, revision) };
  }
  const updated = inherit(context, deployment, current, revision);
  if (updated !== current) return { deployment, current: updated, old };
  const { name } = current.metadata;
  const conditions = deployment.status.conditions ?? [];
  const unknown = hasDeadline(deployment) && !conditions.some((each) => each.type === "Progressing");
  const found = unknown
    ? progressing(context, conditions, "FoundNewReplicaSet", `Found new replica set "${name}"`)
    : undefined;
  return { deployment: setRevision(context, deployment, revisionOf(current), found), current, old };
}

/** Passes the Deployment's annotations, its minReadySeconds and the revision on to its ReplicaSet. */
function inherit(
  { api }: ClusterContext,
  deployment: Deployment,
  set: ReplicaSet,
  revision: number,
): ReplicaSet {
  const before = revisionOf(set);
  const history = set.metadata.annotations?.[historyAnnotation];
  const revisions =
    before >= revision
      ? {}
      : {
          [revisionAnnotation]: String(revision),
          [historyAnnotation]: history === undefined ? String(before) : `${history},${before}`,
        };
  const { minReadySeconds } = deployment.spec;
  return api.update<ReplicaSet>(refOf(set), (stored) => {
    const annotations = { ...stored.metadata.annotations, ...inheritedAnnotations(deployment), ...revisions };
    if (
      stored.spec.minReadySeconds === minReadySeconds &&
      deepEqual(stored.metadata.annotations, annotations)
    )
      return stored;
    const { minReadySeconds: _before, ...spec } = stored.spec;
    return {
      ...stored,
      metadata: { ...stored.metadata, annotations },
      spec: minReadySeconds === undefined ? spec : { ...spec, minReadySeconds },
    };
  });
}

/** @throws RetryLater after a collision of names, or when the server refuses */
function createReplicaSet(
  context: ClusterContext,
  deployment: Deployment,
  old: readonly ReplicaSet[],
  revision: number,
): { readonly deployment: Deployment; readonly current: ReplicaSet } {
  const { api, events } = context;
  const { template, minReadySeconds } = deployment.spec;
  const hash = templateHash(template, deployment.status.collisionCount ?? 0);
  const name = `${deployment.metadata.name}-${hash}`;
  const labels = extended(template.metadata?.labels ?? {}, { [hashLabel]: hash });
  const replicas = newReplicas(deployment, old, 0);
  let current: ReplicaSet;
  try {
    current = api.create<ReplicaSet>({
      apiVersion: "apps/v1",
      kind: "ReplicaSet",
      metadata: {
        name,
        namespace: deployment.metadata.namespace ?? "",
        labels,
        annotations: {
          ...inheritedAnnotations(deployment),
          ...replicasAnnotations(deployment),
          [revisionAnnotation]: String(revision),
        },
        ownerReferences: [ownerReference(deployment)],
      },
      spec: {
        replicas,
        selector: {
          ...deployment.spec.selector,
          matchLabels: { ...deployment.spec.selector.matchLabels, [hashLabel]: hash },
        },
        template: { ...template, metadata: { ...template.metadata, labels } },
        ...(minReadySeconds === undefined ? {} : { minReadySeconds }),
      },
    });
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.reason === "AlreadyExists") countCollision(context, deployment);
    else {
      const message = `Failed to create new replica set "${name}": ${error.message}`;
      events.record("deployment-controller", deployment, "Warning", "ReplicaSetCreateError", message);
      tellFailure(context, deployment, message);
    }
    throw new RetryLater(error.message, { cause: error });
  }
  if (replicas > 0) recordScaling(context, deployment, `Scaled up replica set ${name} from 0 to ${replicas}`);
  const made = `Created new replica set "${name}"`;
  const conditions = hasDeadline(deployment)
    ? progressing(context, deployment.status.conditions ?? [], "NewReplicaSetCreated", made)
    : undefined;
  return { deployment: setRevision(context, deployment, revision, conditions), current };
}

/** Another template has the same hash: the next attempt hashes the number of collisions too. */
const countCollision = ({ api }: ClusterContext, deployment: Deployment): unknown =>
  api.updateStatus<Deployment>(refOf(deployment), (status) => ({
    ...status,
    collisionCount: (status.collisionCount ?? 0) + 1,
  }));

function tellFailure(context: ClusterContext, deployment: Deployment, message: string): void {
  const condition = {
    type: "Progressing",
    status: "False",
    reason: "ReplicaSetCreateError",
    message,
  } as const;
  context.api.updateStatus<Deployment>(refOf(deployment), (status) => ({
    ...status,
    conditions: setCondition(context, status.conditions ?? [], condition),
  }));
}

const progressing = (
  context: ClusterContext,
  conditions: readonly Condition[],
  reason: string,
  message: string,
): readonly Condition[] =>
  setCondition(context, conditions, { type: "Progressing", status: "True", reason, message });

/** Notes the revision and, if given, the new conditions on the Deployment, in one write. */
function setRevision(
  { api }: ClusterContext,
  deployment: Deployment,
  revision: number,
  conditions: readonly Condition[] | undefined,
): Deployment {
  return api.updateSubresource<Deployment>(refOf(deployment), (stored) => {
    const known = stored.metadata.annotations?.[revisionAnnotation] === String(revision);
    if (known && conditions === undefined) return stored;
    const annotations = extended(stored.metadata.annotations ?? {}, {
      [revisionAnnotation]: String(revision),
    });
    return {
      ...stored,
      metadata: { ...stored.metadata, annotations },
      ...(conditions === undefined ? {} : { status: { ...stored.status, conditions } }),
    };
  });
}
