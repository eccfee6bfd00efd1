import type { KubeObject } from "../cluster/api/object.ts";
import { conditionOf, type Deployment } from "../cluster/api/workloads.ts";
import { KubectlError } from "./kubectl-error.ts";

export interface RolloutState {
  /** what `kubectl rollout status` says about it */
  readonly text: string;
  readonly done: boolean;
}

const waiting = (text: string): RolloutState => ({ text, done: false });
const done = (text: string): RolloutState => ({ text, done: true });

/**
 * How far a rollout is (kubectl/pkg/polymorphichelpers/rollout_status.go); undefined for kinds that are not rolled out.
 * @throws KubectlError for one that has failed
 */
export function rolloutState(object: KubeObject): RolloutState | undefined {
  if (object.kind === "Deployment") return deploymentState(object as Deployment);
  if (object.kind === "DaemonSet") return daemonSetState(object as DaemonSet);
  if (object.kind === "StatefulSet") return statefulSetState(object as StatefulSet);
  return undefined;
}

function deploymentState({ metadata, spec, status = {} }: Deployment): RolloutState {
  if ((metadata.generation ?? 0) > (status.observedGeneration ?? 0))
    return waiting("Waiting for deployment spec update to be observed...");
  const name = JSON.stringify(metadata.name);
  if (conditionOf(status.conditions, "Progressing")?.reason === "ProgressDeadlineExceeded")
    throw new KubectlError(`deployment ${name} exceeded its progress deadline`);
  const { replicas = 0, updatedReplicas: updated = 0, availableReplicas: available = 0 } = status;
  const unfinished = (what: string) =>
    waiting(`Waiting for deployment ${name} rollout to finish: ${what}...`);
  if (updated < spec.replicas)
    return unfinished(`${updated} out of ${spec.replicas} new replicas have been updated`);
  if (replicas > updated) return unfinished(`${replicas - updated} old replicas are pending termination`);
  if (available < updated) return unfinished(`${available} of ${updated} updated replicas are available`);
  return done(`deployment ${name} successfully rolled out`);
}

interface DaemonSet extends KubeObject {
  readonly spec?: { readonly updateStrategy?: { readonly type?: string } };
  readonly status?: {
    readonly observedGeneration?: number;
    readonly desiredNumberScheduled?: number;
    readonly updatedNumberScheduled?: number;
    readonly numberAvailable?: number;
  };
}

function requireRollingUpdate({ spec }: DaemonSet | StatefulSet): void {
  if ((spec?.updateStrategy?.type ?? "RollingUpdate") !== "RollingUpdate")
    throw new KubectlError("rollout status is only available for RollingUpdate strategy type");
}

function daemonSetState(set: DaemonSet): RolloutState {
  requireRollingUpdate(set);
  const { metadata, status = {} } = set;
  if ((metadata.generation ?? 0) > (status.observedGeneration ?? 0))
    return waiting("Waiting for daemon set spec update to be observed...");
  const name = JSON.stringify(metadata.name);
  const {
    desiredNumberScheduled: desired = 0,
    updatedNumberScheduled: updated = 0,
    numberAvailable = 0,
  } = status;
  if (updated < desired)
    return waiting(
      `Waiting for daemon set ${name} rollout to finish: ${updated} out of ${desired} new pods have been updated...`,
    );
  if (numberAvailable < desired)
    return waiting(
      `Waiting for daemon set ${name} rollout to finish: ${numberAvailable} of ${desired} updated pods are available...`,
    );
  return done(`daemon set ${name} successfully rolled out`);
}

interface StatefulSet extends KubeObject {
  readonly spec?: {
    readonly replicas?: number;
    readonly updateStrategy?: {
      readonly type?: string;
      readonly rollingUpdate?: { readonly partition?: number };
    };
  };
  readonly status?: {
    readonly observedGeneration?: number;
    readonly readyReplicas?: number;
    readonly updatedReplicas?: number;
    readonly currentReplicas?: number;
    readonly currentRevision?: string;
    readonly updateRevision?: string;
  };
}

function statefulSetState(set: StatefulSet): RolloutState {
  requireRollingUpdate(set);
  const { metadata, spec, status = {} } = set;
  const { observedGeneration = 0, readyReplicas = 0, updatedReplicas = 0, currentReplicas = 0 } = status;
  if (observedGeneration === 0 || (metadata.generation ?? 0) > observedGeneration)
    return waiting("Waiting for statefulset spec update to be observed...");
  const { replicas = 1 } = spec ?? {};
  if (readyReplicas < replicas) return waiting(`Waiting for ${replicas - readyReplicas} pods to be ready...`);
  const rollingUpdate = spec?.updateStrategy?.rollingUpdate;
  if (rollingUpdate !== undefined) {
    const wanted = replicas - (rollingUpdate.partition ?? 0);
    return updatedReplicas < wanted
      ? waiting(
          `Waiting for partitioned roll out to finish: ${updatedReplicas} out of ${wanted} new pods have been updated...`,
        )
      : done(`partitioned roll out complete: ${updatedReplicas} new pods have been updated...`);
  }
  const { currentRevision = "", updateRevision = "" } = status;
  return updateRevision === currentRevision
    ? done(`statefulset rolling update complete ${currentReplicas} pods at revision ${currentRevision}...`)
    : waiting(
        `waiting for statefulset rolling update to complete ${updatedReplicas} pods at revision ${updateRevision}...`,
      );
}
