import type { KubeObject } from "../../cluster/api/object.ts";
import { kindName } from "../../cluster/api/resources.ts";
import type { Condition } from "../../cluster/api/workloads.ts";
import { conditionAt, fieldAt, numberAt, textAt } from "./object-fields.ts";
import { current, failed, inProgress, type StatusResult } from "./status-result.ts";
import { workloadStatus } from "./workload-status.ts";

/** A rule of one kind; `now` in milliseconds since the epoch. */
export type StatusRule = (object: KubeObject, now: number) => StatusResult;

/** kstatus (cli-utils, pkg/kstatus/status: core.go, generic.go): what every object has in common, then its kind. */
export function computeStatus(object: KubeObject, now: number): StatusResult {
  const generic = genericStatus(object);
  if (generic !== undefined) return generic;
  const rule = rules[kindName(object.apiVersion, object.kind)];
  return rule === undefined ? readyCondition(object) : rule(object, now);
}

function genericStatus(object: KubeObject): StatusResult | undefined {
  if (object.metadata.deletionTimestamp !== undefined)
    return { status: "Terminating", message: "Resource scheduled for deletion" };
  const { generation } = object.metadata;
  const observed = fieldAt(object, "status", "observedGeneration");
  if (generation !== undefined && typeof observed === "number" && observed !== generation)
    return inProgress(
      `${object.kind} generation is ${generation}, but latest observed generation is ${observed}`,
    );
  for (const condition of (fieldAt(object, "status", "conditions") ?? []) as readonly Condition[]) {
    if (condition.status !== "True") continue;
    if (condition.type === "Reconciling") return inProgress(condition.message ?? "");
    if (condition.type === "Stalled") return failed(condition.message ?? "");
  }
  return undefined;
}

/** Kinds without a rule, custom ones above all, are judged by their Ready condition if they have one. */
function readyCondition(object: KubeObject): StatusResult {
  const ready = conditionAt(object, "Ready");
  if (ready === undefined) return current("Resource is current");
  return ready.status === "True" ? current("Resource is Ready") : inProgress(ready.message ?? "");
}

const alwaysReady: StatusRule = () => current("Resource is always ready");

const rules: Readonly<Record<string, StatusRule>> = {
  ...workloadStatus,
  Secret: alwaysReady,
  ConfigMap: alwaysReady,
  CronJob: alwaysReady,
  PodDisruptionBudget: () => current("AllowedDisruptions has been computed."),
  Service: (service) =>
    textAt(service, "spec", "type") === "LoadBalancer" && textAt(service, "spec", "clusterIP") === ""
      ? inProgress("ClusterIP not set. Service type: LoadBalancer")
      : current("Service is ready"),
  PersistentVolumeClaim: (claim) => {
    const phase = textAt(claim, "status", "phase") || "unknown";
    return phase === "Bound" ? current("PVC is Bound") : inProgress(`PVC is not Bound. phase: ${phase}`);
  },
  Job: (job) => {
    const ended = endOfJob(job);
    if (ended !== undefined) return ended;
    if (conditionAt(job, "Suspended")?.status === "True") return current("Job is suspended");
    if (textAt(job, "status", "startTime") === "") return inProgress("Job not started");
    const count = (field: string): number => numberAt(job, 0, "status", field);
    return current(
      `Job in progress. success:${count("succeeded")}, active: ${count("active")}, failed: ${count("failed")}`,
    );
  },
  CustomResourceDefinition: crdStatus,
};

function crdStatus(crd: KubeObject): StatusResult {
  for (const { type, status, reason, message = "" } of (fieldAt(crd, "status", "conditions") ??
    []) as readonly Condition[]) {
    if (type === "NamesAccepted" && status === "False") return failed(message);
    if (type === "Established" && status === "False" && reason !== "Installing") return failed(message);
    if (type === "Established" && status === "True") return current("CRD is established");
  }
  return inProgress("Install in progress");
}

/** A Job that has to be complete: hooks and `--wait-for-jobs` (internal/statusreaders/job_status_reader.go). */
export const completedJob: StatusRule = (job) => endOfJob(job) ?? inProgress("Job in progress");

function endOfJob(job: KubeObject): StatusResult | undefined {
  const completions = numberAt(job, numberAt(job, 1, "spec", "parallelism"), "spec", "completions");
  for (const { type, status } of (fieldAt(job, "status", "conditions") ?? []) as readonly Condition[]) {
    if (status !== "True") continue;
    if (type === "Complete")
      return current(`Job Completed. succeeded: ${numberAt(job, 0, "status", "succeeded")}/${completions}`);
    if (type === "Failed")
      return failed(`Job Failed. failed: ${numberAt(job, 0, "status", "failed")}/${completions}`);
  }
  return undefined;
}

/** A Pod that has to end well: hooks (internal/statusreaders/pod_status_reader.go). */
export const completedPod: StatusRule = (pod) => {
  const phase = textAt(pod, "status", "phase");
  if (phase === "Succeeded") return current(`pod ${pod.metadata.name} succeeded`);
  return phase === "Failed" ? failed(`pod ${pod.metadata.name} failed`) : inProgress("Pod in progress");
};

/** What is done as soon as it is there: hooks of all other kinds. */
export const present: StatusRule = () => current("Resource is current");
