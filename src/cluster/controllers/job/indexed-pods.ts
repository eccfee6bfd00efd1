import { type Container, isActive, type Pod, type PodTemplate } from "../../api/pod.ts";
import type { Job } from "../../api/workloads.ts";
import type { KubernetesRules } from "../../kubernetes-rules.ts";
import type { PodExtra } from "../pod-control.ts";
import { type IndexSet, indexSetOf } from "./completion-indexes.ts";
import { judgeFailure } from "./pod-failure-policy.ts";
import { byRemovalOrder } from "./removal-order.ts";

const indexKey = "batch.kubernetes.io/job-completion-index";
const failureKey = "batch.kubernetes.io/job-index-failure-count";
const ignoredKey = "batch.kubernetes.io/job-index-ignored-failure-count";
const variable = "JOB_COMPLETION_INDEX";
const longestPrefix = 58;

export const isIndexed = (job: Job): boolean => job.spec.completionMode === "Indexed";

/** The completion index of a pod; undefined if it has none. */
export function completionIndexOf(pod: Pod): number | undefined {
  const text = pod.metadata.annotations?.[indexKey];
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}

/** Whether a pod is for one of the Job's indexes; always, where there are none. */
export function hasValidIndex(job: Job, pod: Pod): boolean {
  const index = completionIndexOf(pod);
  return !isIndexed(job) || (index !== undefined && index < (job.spec.completions ?? 0));
}

export const indexesOf = (pods: readonly Pod[]): IndexSet =>
  indexSetOf(pods.map(completionIndexOf).filter((index) => index !== undefined));

/** What the pod of one index has beyond the template (indexed_job_utils.go); `replaced`: the failed pod before it. */
export function indexedPodExtra(
  job: Job,
  index: number,
  replaced: Pod | undefined,
  rules: KubernetesRules,
): PodExtra {
  const { name } = job.metadata;
  const suffix = `-${index}-`;
  const value = String(index);
  const counts = job.spec.backoffLimitPerIndex === undefined ? {} : failureCounts(job, replaced);
  return {
    generateName: name.slice(0, longestPrefix - suffix.length) + suffix,
    annotations: { [indexKey]: value, ...counts },
    ...(rules.podIndexLabels ? { labels: { [indexKey]: value } } : {}),
    spec: { ...withIndexVariable(job.spec.template, rules), hostname: `${name}-${index}` },
  };
}

function failureCounts(job: Job, replaced: Pod | undefined): Record<string, string> {
  if (replaced === undefined) return { [failureKey]: "0" };
  const { counts } = judgeFailure(job, replaced);
  const failures = failureCountOf(replaced) + (counts ? 1 : 0);
  const ignored = countIn(replaced, ignoredKey) + (counts ? 0 : 1);
  return { [failureKey]: String(failures), ...(ignored > 0 ? { [ignoredKey]: String(ignored) } : {}) };
}

/** How often the index had failed before this pod. */
export const failureCountOf = (pod: Pod): number => countIn(pod, failureKey);

/** The same with the failures that a rule ignored. */
export const absoluteFailureCountOf = (pod: Pod): number => failureCountOf(pod) + countIn(pod, ignoredKey);

function countIn(pod: Pod, key: string): number {
  const text = pod.metadata.annotations?.[key] ?? "";
  return /^\d+$/.test(text) ? Number(text) : 0;
}

function withIndexVariable({ spec }: PodTemplate, rules: KubernetesRules): Partial<PodTemplate["spec"]> {
  const source = rules.podIndexLabels ? "labels" : "annotations";
  const fieldRef = { apiVersion: "v1", fieldPath: `metadata.${source}['${indexKey}']` };
  const add = (container: Container): Container =>
    container.env?.some((each) => each.name === variable)
      ? container
      : { ...container, env: [...(container.env ?? []), { name: variable, valueFrom: { fieldRef } }] };
  return {
    containers: spec.containers.map(add),
    ...(spec.initContainers === undefined ? {} : { initContainers: spec.initContainers.map(add) }),
  };
}

/** Pods that are too many: those without a valid index and all but the best of each index, then any. */
export function surplusPods(job: Job, active: readonly Pod[], atLeast: number): readonly Pod[] {
  const surplus: Pod[] = [];
  let left = active;
  if (isIndexed(job)) {
    const byIndex = new Map<number, Pod>();
    for (const pod of byRemovalOrder(active).reverse()) {
      const index = completionIndexOf(pod);
      if (index === undefined || !hasValidIndex(job, pod) || byIndex.has(index)) surplus.push(pod);
      else byIndex.set(index, pod);
    }
    left = [...byIndex.values()];
  }
  const more = byRemovalOrder(left).slice(0, Math.max(0, atLeast - surplus.length));
  return [...surplus, ...more];
}

/**
 * The failed pod of each index that waits for its replacement: it passes its count of failures on, so it is kept until
 * then (getPodsWithDelayedDeletionPerIndex). `failed`: failed pods that are not counted yet.
 */
export function awaitingReplacement(
  failed: readonly Pod[],
  pods: readonly Pod[],
  isDone: (index: number) => boolean,
  finishTime: (pod: Pod) => number,
): ReadonlyMap<number, Pod> {
  const active = new Set(pods.filter(isActive).map(completionIndexOf));
  const awaiting = new Map<number, Pod>();
  for (const pod of failed) {
    const index = completionIndexOf(pod);
    if (index === undefined || active.has(index) || isDone(index)) continue;
    const known = awaiting.get(index);
    const newer =
      known === undefined ||
      (absoluteFailureCountOf(known) <= absoluteFailureCountOf(pod) && finishTime(pod) >= finishTime(known));
    if (newer) awaiting.set(index, pod);
  }
  return awaiting;
}
