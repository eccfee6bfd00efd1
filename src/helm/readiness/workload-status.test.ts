import { describe, expect, it } from "vitest";
import type { KubeObject } from "../../cluster/api/object.ts";
import { computeStatus } from "./kstatus.ts";

const created = "2026-11-22T07:39:00Z";
const now = Date.parse("2026-11-22T07:39:10Z");

const object = (
  kind: string,
  apiVersion: string,
  spec: object,
  status: object,
  metadata: object = {},
): KubeObject => ({
  apiVersion,
  kind,
  metadata: { name: "x", uid: "u", resourceVersion: "1", creationTimestamp: created, ...metadata },
  spec,
  status,
});
const verdict = (each: KubeObject): string => {
  const { status, message } = computeStatus(each, now);
  return `${status}: ${message}`;
};
const condition = (type: string, status: string, reason = "", message = ""): object => ({
  type,
  status,
  reason,
  message,
});

describe("every kind", () => {
  it.each([
    [{ deletionTimestamp: created }, {}, "Terminating: Resource scheduled for deletion"],
    [
      { generation: 2 },
      { observedGeneration: 1 },
      "InProgress: Thing generation is 2, but latest observed generation is 1",
    ],
    [{}, { conditions: [condition("Reconciling", "True", "", "busy")] }, "InProgress: busy"],
    [{}, { conditions: [condition("Stalled", "True", "", "stuck")] }, "Failed: stuck"],
    [{}, { conditions: [condition("Ready", "False", "", "not yet")] }, "InProgress: not yet"],
    [{}, { conditions: [condition("Ready", "Unknown", "", "who knows")] }, "InProgress: who knows"],
    [{}, { conditions: [condition("Ready", "True")] }, "Current: Resource is Ready"],
    [{}, {}, "Current: Resource is current"],
  ])("%o %o: %s", (metadata, status, text) => {
    expect(verdict(object("Thing", "example.com/v1", {}, status, metadata))).toBe(text);
  });
});

describe("Deployment", () => {
  const done = [condition("Progressing", "True", "NewReplicaSetAvailable"), condition("Available", "True")];
  const counts = { replicas: 2, updatedReplicas: 2, readyReplicas: 2, availableReplicas: 2 };
  it.each([
    [{}, "InProgress: Replicas: 0/2"],
    [{ ...counts, updatedReplicas: 1 }, "InProgress: Updated: 1/2"],
    [{ ...counts, replicas: 3 }, "InProgress: Pending termination: 1"],
    [{ ...counts, availableReplicas: 1 }, "InProgress: Available: 1/2"],
    [{ ...counts, readyReplicas: 1 }, "InProgress: Ready: 1/2"],
    [counts, "InProgress: ReplicaSet not Available"],
    [{ ...counts, conditions: [done[0]] }, "InProgress: Deployment not Available"],
    [{ ...counts, conditions: done }, "Current: Deployment is available. Replicas: 2"],
    [
      { conditions: [condition("Progressing", "False", "ProgressDeadlineExceeded")] },
      "Failed: Progress deadline exceeded",
    ],
  ])("%o: %s", (status, text) => {
    const spec = { replicas: 2, progressDeadlineSeconds: 600 };
    expect(verdict(object("Deployment", "apps/v1", spec, status))).toBe(text);
  });
});

describe("StatefulSet", () => {
  const counts = { replicas: 2, readyReplicas: 2, currentReplicas: 2, updatedReplicas: 2 };
  it.each([
    [{}, {}, "InProgress: Replicas: 0/2"],
    [{}, { ...counts, readyReplicas: 1 }, "InProgress: Ready: 1/2"],
    [{}, { ...counts, replicas: 3 }, "InProgress: Pending termination: 1"],
    [{}, { ...counts, currentReplicas: 1 }, "InProgress: current: 1/2"],
    [
      {},
      { ...counts, currentRevision: "a", updateRevision: "b" },
      "InProgress: Waiting for updated revision to match current",
    ],
    [{}, counts, "Current: All replicas scheduled as expected. Replicas: 2"],
    [{ partition: 0 }, { ...counts, updatedReplicas: 1 }, "InProgress: updated: 1/2"],
    [{ partition: 1 }, { ...counts, updatedReplicas: 1 }, "Current: Partition rollout complete. updated: 1"],
  ])("%o %o: %s", (rollingUpdate, status, text) => {
    const spec = { replicas: 2, updateStrategy: { type: "RollingUpdate", rollingUpdate } };
    expect(verdict(object("StatefulSet", "apps/v1", spec, status))).toBe(text);
  });

  it("that is updated by hand is left alone", () => {
    expect(verdict(object("StatefulSet", "apps/v1", { updateStrategy: { type: "OnDelete" } }, {}))).toBe(
      "Current: StatefulSet is using the ondelete update strategy",
    );
  });
});

describe("DaemonSet", () => {
  const counts = {
    observedGeneration: 1,
    desiredNumberScheduled: 2,
    currentNumberScheduled: 2,
    updatedNumberScheduled: 2,
    numberAvailable: 2,
    numberReady: 2,
  };
  it.each([
    [{}, "InProgress: DaemonSet status.observedGeneration not found"],
    [{ observedGeneration: 1 }, "InProgress: Missing .status.desiredNumberScheduled"],
    [{ ...counts, currentNumberScheduled: 1 }, "InProgress: Current: 1/2"],
    [{ ...counts, updatedNumberScheduled: 1 }, "InProgress: Updated: 1/2"],
    [{ ...counts, numberAvailable: 1 }, "InProgress: Available: 1/2"],
    [{ ...counts, numberReady: 0 }, "InProgress: Ready: 0/2"],
    [counts, "Current: All replicas scheduled as expected. Replicas: 2"],
  ])("%o: %s", (status, text) => {
    expect(verdict(object("DaemonSet", "apps/v1", {}, status, { generation: 1 }))).toBe(text);
  });
});

describe("ReplicaSet", () => {
  const counts = { replicas: 2, fullyLabeledReplicas: 2, availableReplicas: 2, readyReplicas: 2 };
  it.each([
    [
      { conditions: [condition("ReplicaFailure", "True")] },
      "InProgress: Replica Failure condition. Check Pods",
    ],
    [{ ...counts, fullyLabeledReplicas: 1 }, "InProgress: Labelled: 1/2"],
    [{ ...counts, availableReplicas: 1 }, "InProgress: Available: 1/2"],
    [{ ...counts, readyReplicas: 1 }, "InProgress: Ready: 1/2"],
    [{ ...counts, replicas: 3 }, "InProgress: Pending termination: 1"],
    [counts, "Current: ReplicaSet is available. Replicas: 2"],
  ])("%o: %s", (status, text) => {
    expect(verdict(object("ReplicaSet", "apps/v1", { replicas: 2 }, status))).toBe(text);
  });
});

describe("Pod", () => {
  const unschedulable = [condition("PodScheduled", "False", "Unschedulable")];
  const crashing = [
    { name: "a", state: { waiting: { reason: "CrashLoopBackOff" } } },
    { name: "b", state: {} },
  ];
  it.each([
    [{}, {}, "InProgress: Pod phase not available"],
    [{ phase: "Pending" }, {}, "InProgress: Pod is in the Pending phase"],
    [{ phase: "Pending", conditions: unschedulable }, {}, "InProgress: Pod has not been scheduled"],
    [
      { phase: "Pending", conditions: unschedulable },
      { creationTimestamp: "2026-11-22T07:38:00Z" },
      "Failed: Pod could not be scheduled",
    ],
    [{ phase: "Running" }, {}, "InProgress: Pod is running but is not Ready"],
    [{ phase: "Running", containerStatuses: crashing }, {}, "Failed: Containers in CrashLoop state: a"],
    [{ phase: "Running", conditions: [condition("Ready", "True")] }, {}, "Current: Pod is Ready"],
    [{ phase: "Succeeded" }, {}, "Current: Pod has completed successfully"],
    [{ phase: "Failed" }, {}, "Current: Pod has completed, but not successfully"],
  ])("%o %o: %s", (status, metadata, text) => {
    expect(verdict(object("Pod", "v1", {}, status, metadata))).toBe(text);
  });
});

describe("other built-in kinds", () => {
  it.each([
    ["Job", "batch/v1", {}, {}, "InProgress: Job not started"],
    [
      "Job",
      "batch/v1",
      {},
      { startTime: created, active: 1 },
      "Current: Job in progress. success:0, active: 1, failed: 0",
    ],
    [
      "Job",
      "batch/v1",
      { completions: 3 },
      { succeeded: 3, conditions: [condition("Complete", "True")] },
      "Current: Job Completed. succeeded: 3/3",
    ],
    [
      "Job",
      "batch/v1",
      { parallelism: 2 },
      { failed: 7, conditions: [condition("Failed", "True")] },
      "Failed: Job Failed. failed: 7/2",
    ],
    ["Job", "batch/v1", {}, { conditions: [condition("Suspended", "True")] }, "Current: Job is suspended"],
    ["PersistentVolumeClaim", "v1", {}, { phase: "Pending" }, "InProgress: PVC is not Bound. phase: Pending"],
    ["PersistentVolumeClaim", "v1", {}, { phase: "Bound" }, "Current: PVC is Bound"],
    [
      "Service",
      "v1",
      { type: "LoadBalancer" },
      {},
      "InProgress: ClusterIP not set. Service type: LoadBalancer",
    ],
    ["Service", "v1", { type: "LoadBalancer", clusterIP: "10.0.0.1" }, {}, "Current: Service is ready"],
    ["ConfigMap", "v1", {}, {}, "Current: Resource is always ready"],
    ["PodDisruptionBudget", "policy/v1", {}, {}, "Current: AllowedDisruptions has been computed."],
    ["CustomResourceDefinition", "apiextensions.k8s.io/v1", {}, {}, "InProgress: Install in progress"],
    [
      "CustomResourceDefinition",
      "apiextensions.k8s.io/v1",
      {},
      { conditions: [condition("Established", "True")] },
      "Current: CRD is established",
    ],
    [
      "CustomResourceDefinition",
      "apiextensions.k8s.io/v1",
      {},
      { conditions: [condition("NamesAccepted", "False", "", "taken")] },
      "Failed: taken",
    ],
    [
      "CustomResourceDefinition",
      "apiextensions.k8s.io/v1",
      {},
      { conditions: [condition("Established", "False", "Other", "no")] },
      "Failed: no",
    ],
  ])("%s %s %o %o: %s", (kind, apiVersion, spec, status, text) => {
    expect(verdict(object(kind, apiVersion, spec, status))).toBe(text);
  });
});
