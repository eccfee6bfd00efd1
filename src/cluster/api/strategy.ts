import type { KubernetesRules } from "../kubernetes-rules.ts";
import type { KubeObject } from "./object.ts";
import { deploymentStrategy } from "./strategies/deployment.ts";
import { jobStrategy } from "./strategies/job.ts";
import { podStrategy } from "./strategies/pod.ts";
import { replicaSetStrategy } from "./strategies/replica-set.ts";

/** What the server does to objects of one kind before it stores them. */
export interface Strategy<T extends KubeObject = KubeObject> {
  /** Fills the defaults and the first status; the metadata is complete already. */
  prepareForCreate(object: KubeObject): T;
  /** @throws ApiError Invalid, for a change that the kind forbids */
  validateUpdate?(wanted: T, old: T): void;
  /** @throws ApiError Invalid, for a status that the kind forbids */
  validateStatus?(wanted: T, rules: KubernetesRules): void;
}

const strategies = new Map<string, Strategy>([
  ["Pod", podStrategy],
  ["Job", jobStrategy as Strategy],
  ["Deployment", deploymentStrategy as Strategy],
  ["ReplicaSet", replicaSetStrategy as Strategy],
]);

export const prepareForCreate = (object: KubeObject): KubeObject =>
  strategies.get(object.kind)?.prepareForCreate(object) ?? object;

export function prepareForUpdate(wanted: KubeObject, old: KubeObject): KubeObject {
  strategies.get(wanted.kind)?.validateUpdate?.(wanted, old);
  return wanted;
}

export const validateStatus = (wanted: KubeObject, rules: KubernetesRules): void =>
  strategies.get(wanted.kind)?.validateStatus?.(wanted, rules);
