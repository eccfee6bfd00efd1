import type { KubeObject, LabelSelector } from "../../cluster/api/object.ts";
import { controllerOf, matchesSelector } from "../../cluster/api/object.ts";
import type { Process } from "../../sim/wait.ts";
import { deepEqual } from "../../util/deep-equal.ts";
import type { ApiClient } from "../api-client.ts";
import { HelmFailure } from "../helm-failure.ts";
import type { Resource } from "../resource.ts";
import { fieldAt, hasCondition, numberAt, scaled, textAt } from "./object-fields.ts";

/** Asks the server as often as the check needs; true when the resource counts as ready. */
type Check = (api: ApiClient, live: KubeObject) => Process<boolean>;

/** Whether the check of a resource asks the server at all. */
export const needsCheck = (resource: Resource, jobs: boolean): boolean =>
  checkOf(resource, jobs) !== undefined;

/**
 * Whether a resource is ready as Helm 3 (and Helm 4's legacy waiter) sees it (pkg/kube/ready.go). Kinds without a rule
 * of their own are ready at once.
 * @throws HelmFailure, ApiError
 */
export function* isReady(api: ApiClient, resource: Resource, jobs: boolean): Process<boolean> {
  const check = checkOf(resource, jobs);
  return check === undefined ? true : yield* check(api, yield* api.get(resource.ref));
}

function checkOf(resource: Resource, jobs: boolean): Check | undefined {
  if (resource.ref.kind === "Job") return jobs ? checkJob : undefined;
  return checks[resource.ref.kind];
}

const answer = (ready: (live: KubeObject) => boolean): Check =>
  // biome-ignore lint/correctness/useYield: a check that needs no further call
  function* (_api, live) {
    return ready(live);
  };

// biome-ignore lint/correctness/useYield: a check that needs no further call
const checkJob: Check = function* (_api, job) {
  if (numberAt(job, 0, "status", "failed") > numberAt(job, 6, "spec", "backoffLimit"))
    throw new HelmFailure(`job is failed: ${job.metadata.namespace}/${job.metadata.name}`);
  const completions = fieldAt(job, "spec", "completions");
  return typeof completions !== "number" || numberAt(job, 0, "status", "succeeded") >= completions;
};

const checkDeployment: Check = function* (api, deployment) {
  if (fieldAt(deployment, "spec", "paused") === true) return true;
  const replicaSets = yield* api.list("ReplicaSet", deployment.metadata.namespace);
  const current = replicaSets
    .filter((each) => controllerOf(each)?.uid === deployment.metadata.uid)
    .sort((a, b) => Date.parse(a.metadata.creationTimestamp) - Date.parse(b.metadata.creationTimestamp))
    .find((each) => sameTemplate(each, deployment));
  if (current === undefined || !isObserved(current) || !isObserved(deployment)) return false;
  const wanted = numberAt(deployment, 1, "spec", "replicas") - maxUnavailable(deployment);
  return numberAt(current, 0, "status", "readyReplicas") >= wanted;
};

function* podsReady(
  api: ApiClient,
  namespace: string | undefined,
  selector: LabelSelector,
): Process<boolean> {
  const pods = yield* api.list("Pod", namespace);
  return pods.every((pod) => !matchesSelector(selector, pod.metadata.labels) || hasCondition(pod, "Ready"));
}

const checkReplicaSet: Check = function* (api, replicaSet) {
  if (!isObserved(replicaSet)) return false;
  const selector = (fieldAt(replicaSet, "spec", "selector") ?? {}) as LabelSelector;
  return yield* podsReady(api, replicaSet.metadata.namespace, selector);
};

const checkReplicationController: Check = function* (api, controller) {
  if (!isObserved(controller)) return false;
  const matchLabels = (fieldAt(controller, "spec", "selector") ?? {}) as Record<string, string>;
  return yield* podsReady(api, controller.metadata.namespace, { matchLabels });
};

const checks: Readonly<Record<string, Check>> = {
  Pod: answer((pod) => hasCondition(pod, "Ready")),
  Deployment: checkDeployment,
  ReplicaSet: checkReplicaSet,
  ReplicationController: checkReplicationController,
  DaemonSet: answer(daemonSetReady),
  StatefulSet: answer(statefulSetReady),
  PersistentVolumeClaim: answer((claim) => textAt(claim, "status", "phase") === "Bound"),
  Service: answer(serviceReady),
  CustomResourceDefinition: answer(
    (crd) => hasCondition(crd, "Established") || hasCondition(crd, "NamesAccepted", "False"),
  ),
};

function daemonSetReady(set: KubeObject): boolean {
  if (!isObserved(set)) return false;
  if ((textAt(set, "spec", "updateStrategy", "type") || "RollingUpdate") !== "RollingUpdate") return true;
  const desired = numberAt(set, 0, "status", "desiredNumberScheduled");
  if (numberAt(set, 0, "status", "updatedNumberScheduled") !== desired) return false;
  const unavailable = fieldAt(set, "spec", "updateStrategy", "rollingUpdate", "maxUnavailable") ?? 1;
  return numberAt(set, 0, "status", "numberReady") >= desired - scaled(unavailable, desired, "up");
}

function statefulSetReady(set: KubeObject): boolean {
  if (!isObserved(set)) return false;
  if ((textAt(set, "spec", "updateStrategy", "type") || "RollingUpdate") !== "RollingUpdate") return true;
  const replicas = numberAt(set, 1, "spec", "replicas");
  const partition = numberAt(set, 0, "spec", "updateStrategy", "rollingUpdate", "partition");
  if (numberAt(set, 0, "status", "updatedReplicas") < replicas - partition) return false;
  if (numberAt(set, 0, "status", "readyReplicas") !== replicas) return false;
  return (
    partition !== 0 || textAt(set, "status", "currentRevision") === textAt(set, "status", "updateRevision")
  );
}

function serviceReady(service: KubeObject): boolean {
  const type = textAt(service, "spec", "type");
  if (type === "ExternalName") return true;
  if (textAt(service, "spec", "clusterIP") === "") return false;
  if (type !== "LoadBalancer") return true;
  const given = fieldAt(service, "spec", "externalIPs");
  if (Array.isArray(given) && given.length > 0) return true;
  const ingress = fieldAt(service, "status", "loadBalancer", "ingress");
  return Array.isArray(ingress) && ingress.length > 0;
}

const isObserved = (object: KubeObject): boolean =>
  numberAt(object, 0, "status", "observedGeneration") === (object.metadata.generation ?? 0);

/** Deployment util's EqualIgnoreHash. */
function sameTemplate(replicaSet: KubeObject, deployment: KubeObject): boolean {
  return deepEqual(
    withoutHash(fieldAt(replicaSet, "spec", "template")),
    withoutHash(fieldAt(deployment, "spec", "template")),
  );
}

function withoutHash(template: unknown): unknown {
  const { metadata, ...rest } = template as { metadata?: { labels?: Readonly<Record<string, string>> } };
  const { "pod-template-hash": _hash, ...labels } = metadata?.labels ?? {};
  return { ...rest, metadata: { ...metadata, labels } };
}

/** How many of a rolling update's pods may be missing (deploymentutil.MaxUnavailable). */
function maxUnavailable(deployment: KubeObject): number {
  const replicas = numberAt(deployment, 1, "spec", "replicas");
  if (
    (textAt(deployment, "spec", "strategy", "type") || "RollingUpdate") !== "RollingUpdate" ||
    replicas === 0
  )
    return 0;
  const rolling = fieldAt(deployment, "spec", "strategy", "rollingUpdate");
  const surge = scaled(fieldAt(rolling, "maxSurge") ?? "25%", replicas, "up");
  const unavailable = scaled(fieldAt(rolling, "maxUnavailable") ?? "25%", replicas, "down");
  return Math.min(surge === 0 && unavailable === 0 ? 1 : unavailable, replicas);
}
