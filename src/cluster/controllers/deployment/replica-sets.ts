import { deepEqual } from "../../../util/deep-equal.ts";
import { refOf } from "../../api/object.ts";
import type { PodTemplate } from "../../api/pod.ts";
import type { Deployment, ReplicaSet } from "../../api/workloads.ts";
import type { ClusterContext } from "../../cluster.ts";
import { fenceposts } from "./fenceposts.ts";

export const hashLabel = "pod-template-hash";
export const revisionAnnotation = "deployment.kubernetes.io/revision";
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

export const allOf = ({ current, old }: OwnedReplicaSets): readonly ReplicaSet[] =>
  current === undefined ? old : [...old, current];

export const isScaledUp = (set: ReplicaSet): boolean => set.spec.replicas > 0;

export const totalReplicas = (sets: readonly ReplicaSet[]): number =>
  sets.reduce((sum, set) => sum + set.spec.replicas, 0);

export const totalAvailable = (sets: readonly ReplicaSet[]): number =>
  sets.reduce((sum, set) => sum + (set.status.availableReplicas ?? 0), 0);

export const revisionOf = (set: ReplicaSet): number =>
  Number(set.metadata.annotations?.[revisionAnnotation] ?? 0);

export const desiredReplicasOf = (set: ReplicaSet): number | undefined => annotated(set, desiredAnnotation);
export const maxReplicasOf = (set: ReplicaSet): number | undefined => annotated(set, maxAnnotation);

function annotated(set: ReplicaSet, key: string): number | undefined {
  const text = set.metadata.annotations?.[key];
  return text === undefined ? undefined : Number(text);
}

/** Templates are compared without the hash label, which the ReplicaSet's has and the Deployment's has not. */
function sameTemplate(a: PodTemplate, b: PodTemplate): boolean {
  const plain = (template: PodTemplate): unknown => {
    const { [hashLabel]: _hash, ...labels } = template.metadata?.labels ?? {};
    return { ...template, metadata: { ...template.metadata, labels } };
  };
  return deepEqual(plain(a), plain(b));
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
    const message = `Scaled ${direction} replica set ${set.metadata.name} from ${from} to ${replicas}`;
    recordScaling(context, deployment, message);
  }
  return changed;
}

export const recordScaling = (context: ClusterContext, deployment: Deployment, message: string): void =>
  context.events.record("deployment-controller", deployment, "Normal", "ScalingReplicaSet", message);

/** What a ReplicaSet remembers of the Deployment's size, so that a change of it can be noticed and shared out. */
export function replicasAnnotations(deployment: Deployment): Record<string, string> {
  const { replicas } = deployment.spec;
  return {
    [desiredAnnotation]: String(replicas),
    [maxAnnotation]: String(replicas + fenceposts(deployment).surge),
  };
}

/** The Deployment's annotations that its ReplicaSets get too: all but those that are about one object only. */
export const inheritedAnnotations = (deployment: Deployment): Record<string, string> =>
  Object.fromEntries(
    Object.entries(deployment.metadata.annotations ?? {}).filter(
      ([key]) =>
        key !== "kubectl.kubernetes.io/last-applied-configuration" &&
        key !== "deprecated.deployment.rollback.to" &&
        !key.startsWith("deployment.kubernetes.io/"),
    ),
  );
