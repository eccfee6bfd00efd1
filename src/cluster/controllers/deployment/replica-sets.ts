import { deepEqual } from "../../../util/deep-equal.ts";
import { ApiError } from "../../api/api-error.ts";
import { ownerReference, refOf } from "../../api/object.ts";
import type { PodTemplate } from "../../api/pod.ts";
import type { Condition, Deployment, ReplicaSet } from "../../api/workloads.ts";
import type { ClusterContext } from "../../cluster.ts";
import { templateHash } from "../template-hash.ts";
import { fenceposts } from "./fenceposts.ts";

export const hashLabel = "pod-template-hash";
const revisionAnnotation = "deployment.kubernetes.io/revision";
const desiredAnnotation = "deployment.kubernetes.io/desired-replicas";
const maxAnnotation = "deployment.kubernetes.io/max-replicas";

/** The ReplicaSets of a Deployment: the one of its current template, and the older ones, oldest first. */
export interface OwnedReplicaSets {
  readonly current: ReplicaSet | undefined;
  readonly old: readonly ReplicaSet[];
}

export function ownedReplicaSets(context: ClusterContext, deployment: Deployment): OwnedReplicaSets {
  const all = context.api.ownedBy<ReplicaSet>("ReplicaSet", deployment.metadata.uid);
  const current = all.find((set) => sameTemplate(set.spec.template, deployment.spec.template));
  return { current, old: all.filter((set) => set !== current) };
}

export const totalReplicas = (sets: readonly ReplicaSet[]): number =>
  sets.reduce((sum, set) => sum + set.spec.replicas, 0);

export const totalAvailable = (sets: readonly ReplicaSet[]): number =>
  sets.reduce((sum, set) => sum + (set.status.availableReplicas ?? 0), 0);

export const revisionOf = (set: ReplicaSet): number =>
  Number(set.metadata.annotations?.[revisionAnnotation] ?? 0);

export const desiredReplicasOf = (set: ReplicaSet): number | undefined => {
  const text = set.metadata.annotations?.[desiredAnnotation];
  return text === undefined ? undefined : Number(text);
};

export const maxReplicasOf = (set: ReplicaSet): number | undefined => {
  const text = set.metadata.annotations?.[maxAnnotation];
  return text === undefined ? undefined : Number(text);
};

/** Templates are compared without the hash label, which the ReplicaSet's has and the Deployment's has not. */
export function sameTemplate(a: PodTemplate, b: PodTemplate): boolean {
  const plain = (template: PodTemplate): unknown => {
    const { [hashLabel]: _hash, ...labels } = template.metadata?.labels ?? {};
    return { ...template, metadata: { ...template.metadata, labels } };
  };
  return deepEqual(plain(a), plain(b));
}

/**
 * Makes the ReplicaSet of the current template; a name that another template holds counts as a collision and is tried
 * again with the next hash. Gives undefined after a collision.
 */
export function createReplicaSet(
  context: ClusterContext,
  deployment: Deployment,
  replicas: number,
  revision: number,
): ReplicaSet | undefined {
  const { api } = context;
  const hash = templateHash(deployment.spec.template, deployment.status.collisionCount ?? 0);
  const template = deployment.spec.template;
  const labels = { ...template.metadata?.labels, [hashLabel]: hash };
  try {
    return api.create<ReplicaSet>({
      apiVersion: "apps/v1",
      kind: "ReplicaSet",
      metadata: {
        name: `${deployment.metadata.name}-${hash}`,
        namespace: deployment.metadata.namespace ?? "",
        labels,
        annotations: {
          ...ownAnnotations(deployment, replicasAnnotations(deployment)),
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
        ...(deployment.spec.minReadySeconds === undefined
          ? {}
          : { minReadySeconds: deployment.spec.minReadySeconds }),
      },
    });
  } catch (error) {
    if (!(error instanceof ApiError) || error.reason !== "AlreadyExists") throw error;
    api.updateStatus<Deployment>(refOf(deployment), (status) => ({
      ...status,
      collisionCount: (status.collisionCount ?? 0) + 1,
    }));
    return undefined;
  }
}

/** Sets a ReplicaSet's size, with the annotations that remember what it was meant for; records the event. */
export function scaleReplicaSet(
  context: ClusterContext,
  deployment: Deployment,
  set: ReplicaSet,
  replicas: number,
): ReplicaSet {
  const from = set.spec.replicas;
  const changed = context.api.update<ReplicaSet>(refOf(set), (current) => ({
    ...current,
    metadata: {
      ...current.metadata,
      annotations: { ...current.metadata.annotations, ...replicasAnnotations(deployment) },
    },
    spec: { ...current.spec, replicas },
  }));
  if (from !== replicas) {
    const direction = replicas > from ? "up" : "down";
    recordScaling(
      context,
      deployment,
      `Scaled ${direction} replica set ${set.metadata.name} from ${from} to ${replicas}`,
    );
  }
  return changed;
}

export const recordScaling = (context: ClusterContext, deployment: Deployment, message: string): void =>
  context.events.record("deployment-controller", deployment, "Normal", "ScalingReplicaSet", message);

/** Gives the current ReplicaSet the newest revision number, as after a rollback to an old template. */
export function setRevision(context: ClusterContext, set: ReplicaSet, revision: number): ReplicaSet {
  return context.api.update<ReplicaSet>(refOf(set), (current) => ({
    ...current,
    metadata: {
      ...current.metadata,
      annotations: { ...current.metadata.annotations, [revisionAnnotation]: String(revision) },
    },
  }));
}

/** Notes the revision and, if given, the new Progressing condition on a Deployment, in one write. */
export function annotateRevision(
  context: ClusterContext,
  deployment: Deployment,
  revision: number,
  conditions: readonly Condition[] | undefined,
): void {
  context.api.updateSubresource<Deployment>(refOf(deployment), (current) => ({
    ...current,
    metadata: {
      ...current.metadata,
      annotations: { ...current.metadata.annotations, [revisionAnnotation]: String(revision) },
    },
    ...(conditions === undefined ? {} : { status: { ...current.status, conditions } }),
  }));
}

function replicasAnnotations(deployment: Deployment): Record<string, string> {
  const { replicas } = deployment.spec;
  return {
    [desiredAnnotation]: String(replicas),
    [maxAnnotation]: String(replicas + fenceposts(deployment).surge),
  };
}

/** A ReplicaSet inherits the Deployment's annotations, except those that are about one object only. */
function ownAnnotations(deployment: Deployment, own: Record<string, string>): Record<string, string> {
  const inherited = Object.entries(deployment.metadata.annotations ?? {}).filter(
    ([key]) =>
      key !== "kubectl.kubernetes.io/last-applied-configuration" &&
      !key.startsWith("deployment.kubernetes.io/"),
  );
  return { ...Object.fromEntries(inherited), ...own };
}
