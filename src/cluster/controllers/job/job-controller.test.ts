import { describe, expect, it } from "vitest";
import type { Pod } from "../../api/pod.ts";
import type { Job } from "../../api/workloads.ts";
import { jobObject, podTemplate, type TestCluster, testCluster } from "../../testing/test-cluster.ts";

const ref = (name: string) => ({ kind: "Job", namespace: "default", name });

/** One line for each write of a Job: its counters, uncounted pods and conditions. */
const jobRows = (cluster: TestCluster, name: string): string[] =>
  cluster.writes
    .filter(({ object }) => object.kind === "Job" && object.metadata.name === name)
    .map(({ type, object }) => {
      if (type === "DELETED") return "deleted";
      const { status, metadata } = object as Job;
      const { succeeded = [], failed = [] } = status.uncountedTerminatedPods ?? {};
      const parts = [
        ...(["active", "ready", "terminating", "succeeded", "failed"] as const)
          .filter((each) => status[each] !== undefined)
          .map((each) => `${each}=${status[each]}`),
        ...(succeeded.length + failed.length === 0 ? [] : [`uncounted=${succeeded.length}+${failed.length}`]),
        ...(status.completedIndexes === undefined ? [] : [`done=${status.completedIndexes}`]),
        ...(status.failedIndexes === undefined ? [] : [`lost=${status.failedIndexes}`]),
        ...(status.conditions ?? []).map(({ type, status }) => (status === "True" ? type : `not ${type}`)),
        ...(metadata.deletionTimestamp === undefined ? [] : ["deleting"]),
      ];
      return parts.join(" ");
    });

const podsOf = (cluster: TestCluster): Pod[] => cluster.api.list<Pod>("Pod");
const names = (cluster: TestCluster): string[] => podsOf(cluster).map(({ metadata }) => metadata.name);
const createdAt = (cluster: TestCluster): number[] =>
  cluster.writes
    .filter(({ type, object }) => type === "ADDED" && object.kind === "Pod")
    .map(({ time }) => Math.round(time / 1000));

describe("a Job", () => {
  it("writes its progress in the order that loses no pod", () => {
    const cluster = testCluster({ containers: { main: { run: 2000 } } });
    cluster.api.create(jobObject("once", podTemplate("once", [{}])));
    cluster.pass(10_000);
    expect(jobRows(cluster, "once")).toEqual([
      "",
      "active=1 ready=0 terminating=0",
      "active=1 ready=1 terminating=0",
      "active=1 ready=0 terminating=0",
      "ready=0 terminating=0 uncounted=1+0 SuccessCriteriaMet",
      "ready=0 terminating=0 succeeded=1 SuccessCriteriaMet Complete",
    ]);
    expect(cluster.eventsOf("once").filter((each) => !each.includes("Container"))).toEqual([
      expect.stringMatching(/^Normal SuccessfulCreate: Created pod: once-.{5}$/),
      expect.stringMatching(/^Normal Scheduled: /),
      "Normal Completed: Job completed",
    ]);
    const complete = cluster.api.require<Job>(ref("once"));
    expect(complete.status.conditions?.[1]).toMatchObject({
      type: "Complete",
      reason: "CompletionsReached",
      message: "Reached expected number of succeeded pods",
    });
    expect(complete.status.completionTime).toBe(complete.status.conditions?.[1]?.lastTransitionTime);
    expect(podsOf(cluster)[0]?.metadata.finalizers).toBeUndefined();
  });

  it("has no interim condition before Kubernetes 1.31", () => {
    const cluster = testCluster({ kubernetes: "1.30", containers: { main: { run: 1000 } } });
    cluster.api.create(jobObject("once", podTemplate("once", [{}])));
    cluster.pass(10_000);
    expect(jobRows(cluster, "once").slice(-2)).toEqual([
      "ready=0 terminating=0 uncounted=1+0",
      "ready=0 terminating=0 succeeded=1 Complete",
    ]);
  });

  it("keeps as many pods active as parallelism and the missing completions allow", () => {
    const cluster = testCluster({ containers: { main: { run: 3000 } } });
    cluster.api.create(jobObject("five", podTemplate("five", [{}]), { completions: 5, parallelism: 3 }));
    cluster.pass(60_000);
    const active = cluster.writes
      .filter(({ object }) => object.kind === "Job")
      .map(({ object }) => (object as Job).status.active ?? 0);
    expect(Math.max(...active)).toBe(3);
    expect(names(cluster)).toHaveLength(5);
    expect(jobRows(cluster, "five").at(-1)).toBe(
      "ready=0 terminating=0 succeeded=5 SuccessCriteriaMet Complete",
    );
  });

  it("without completions is complete when one pod has succeeded and none is left", () => {
    const cluster = testCluster({
      containers: { main: ({ attempt }) => ({ run: attempt === 1 ? 2000 : 9000 }) },
    });
    cluster.api.create(jobObject("workers", podTemplate("workers", [{}]), { parallelism: 3 }));
    cluster.pass(30_000);
    expect(names(cluster)).toHaveLength(3);
    expect(cluster.api.require<Job>(ref("workers")).status).toMatchObject({ succeeded: 3 });
  });

  it("waits ten seconds after the first failure, and twice as long after each further one", () => {
    const cluster = testCluster({ containers: { main: { run: 0, exitCode: 1 } } });
    cluster.api.create(jobObject("bad", podTemplate("bad", [{}]), { backoffLimit: 3 }));
    cluster.pass(200_000);
    const times = createdAt(cluster);
    expect(times).toHaveLength(4);
    const waits = times.slice(1).map((time, i) => time - (times[i] ?? 0));
    expect(waits[0]).toBeGreaterThanOrEqual(10);
    expect(waits[1]).toBeGreaterThanOrEqual(20);
    expect(waits[2]).toBeGreaterThanOrEqual(40);
    expect(waits[2]).toBeLessThanOrEqual(43);
    expect(jobRows(cluster, "bad").slice(-2)).toEqual([
      "ready=0 terminating=0 failed=3 uncounted=0+1 FailureTarget",
      "ready=0 terminating=0 failed=4 FailureTarget Failed",
    ]);
    expect(cluster.eventsOf("bad").at(-1)).toBe(
      "Warning BackoffLimitExceeded: Job has reached the specified backoff limit",
    );
  });

  it("counts restarts in place against the limit, and ends when the deleted pod is gone", () => {
    const cluster = testCluster({ containers: { main: { run: 1000, exitCode: 1 } } });
    const template = podTemplate("retry", [{}], { restartPolicy: "OnFailure" });
    cluster.api.create(jobObject("retry", template, { backoffLimit: 2 }));
    cluster.pass(60_000);
    expect(jobRows(cluster, "retry").slice(-4)).toEqual([
      "ready=0 terminating=1 uncounted=0+1 FailureTarget",
      "ready=0 terminating=1 failed=1 FailureTarget",
      "ready=0 terminating=0 failed=1 FailureTarget",
      "ready=0 terminating=0 failed=1 FailureTarget Failed",
    ]);
    expect(names(cluster)).toEqual([]);
  });

  it("is stopped by its deadline, and counts the running pod as failed", () => {
    const cluster = testCluster({ containers: { main: { stop: "ignore" } } });
    const template = podTemplate("late", [{}], { terminationGracePeriodSeconds: 2 });
    cluster.api.create(jobObject("late", template, { activeDeadlineSeconds: 5 }));
    cluster.pass(30_000);
    const rows = jobRows(cluster, "late");
    expect(rows).toContain("ready=0 terminating=1 uncounted=0+1 FailureTarget");
    expect(rows.at(-1)).toBe("ready=0 terminating=0 failed=1 FailureTarget Failed");
    expect(cluster.eventsOf("late").at(-1)).toBe(
      "Warning DeadlineExceeded: Job was active longer than specified deadline",
    );
  });

  it("is deleted in the foreground some time after it has finished", () => {
    const cluster = testCluster({ containers: { main: { run: 1000 } } });
    cluster.api.create(jobObject("ttl", podTemplate("ttl", [{}]), { ttlSecondsAfterFinished: 5 }));
    cluster.pass(20_000);
    expect(jobRows(cluster, "ttl").slice(-2)).toEqual([
      "ready=0 terminating=0 succeeded=1 SuccessCriteriaMet Complete deleting",
      "deleted",
    ]);
    expect(names(cluster)).toEqual([]);
  });

  it("deletes its pods when it is suspended, and starts anew when it goes on", () => {
    const cluster = testCluster();
    cluster.api.create(jobObject("stop", podTemplate("stop", [{}]), { suspend: true }));
    cluster.pass(3000);
    expect(names(cluster)).toEqual([]);
    expect(cluster.api.require<Job>(ref("stop")).status.startTime).toBeUndefined();
    const suspend = (value: boolean): void => {
      cluster.api.update<Job>(ref("stop"), (job) => ({ ...job, spec: { ...job.spec, suspend: value } }));
      cluster.pass(5000);
    };
    suspend(false);
    expect(names(cluster)).toHaveLength(1);
    expect(cluster.api.require<Job>(ref("stop")).status.startTime).toBe("2025-01-15T18:20:06Z");
    suspend(true);
    expect(names(cluster)).toEqual([]);
    expect(cluster.eventsOf("stop").filter((each) => /Suspended|Resumed|Deleted/.test(each))).toEqual([
      "Normal Suspended: Job suspended",
      "Normal Resumed: Job resumed",
      expect.stringMatching(/^Normal SuccessfulDelete: Deleted pod: stop-.{5}$/),
      "Normal Suspended: Job suspended",
    ]);
  });

  it("is left alone if another controller manages it", () => {
    const cluster = testCluster();
    cluster.api.create(jobObject("foreign", podTemplate("foreign", [{}]), { managedBy: "acme.io/queue" }));
    cluster.pass(5000);
    expect(jobRows(cluster, "foreign")).toEqual([""]);
  });

  it("lets go of its running pods when it is deleted", () => {
    const cluster = testCluster();
    cluster.api.create(jobObject("gone", podTemplate("gone", [{}])));
    cluster.pass(3000);
    cluster.api.delete(ref("gone"));
    cluster.pass(5000);
    expect(names(cluster)).toEqual([]);
  });

  it("replaces a deleted pod at once, or only when it has ended", () => {
    for (const [policy, most] of [
      ["TerminatingOrFailed", 2],
      ["Failed", 1],
    ] as const) {
      const cluster = testCluster({ containers: { main: { stop: 20_000, stopExitCode: 143 } } });
      const job = jobObject("swap", podTemplate("swap", [{}]), { podReplacementPolicy: policy });
      cluster.api.create(job);
      cluster.pass(3000);
      const [pod = ""] = names(cluster);
      cluster.api.delete({ kind: "Pod", namespace: "default", name: pod });
      cluster.pass(13_000);
      expect(names(cluster)).toHaveLength(most);
      cluster.pass(30_000);
      expect(podsOf(cluster).map(({ status }) => status.phase)).toEqual(["Running"]);
    }
  });

  it("up to 1.36 keeps a failed pod uncounted while it waits beside a ready one", () => {
    for (const [kubernetes, counted] of [
      ["1.36", false],
      ["1.37", true],
    ] as const) {
      const cluster = testCluster({
        kubernetes,
        containers: { main: ({ attempt }) => (attempt === 1 ? { run: 500, exitCode: 1 } : {}) },
      });
      cluster.api.create(jobObject("pair", podTemplate("pair", [{}]), { completions: 2, parallelism: 2 }));
      cluster.pass(8000);
      const failed = (): number | undefined => cluster.api.require<Job>(ref("pair")).status.failed;
      expect(failed()).toBe(counted ? 1 : undefined);
      cluster.pass(8000);
      expect(failed()).toBe(1);
      expect(cluster.api.require<Job>(ref("pair")).status).toMatchObject({ active: 2, ready: 2 });
    }
  });

  it("retries after a refusal, ever more slowly", () => {
    const cluster = testCluster();
    const template = podTemplate("sa", [{}], { serviceAccountName: "later" });
    cluster.api.create(jobObject("sa", template));
    cluster.pass(9000);
    const refusals = cluster.context.events.log.filter(({ reason }) => reason === "FailedCreate");
    expect(refusals.map(({ time }) => Math.round(time / 1000))).toEqual([0, 1, 3, 7]);
    expect(refusals[0]?.message).toBe(
      'Error creating: pods "sa-" is forbidden: error looking up service account default/later: serviceaccount "later" not found',
    );
  });
});

describe("an Indexed Job", () => {
  const indexed = { completionMode: "Indexed", completions: 4, parallelism: 2 };

  it("gives each pod its index: name, label, annotation, variable and host name", () => {
    const cluster = testCluster({ containers: { main: { run: 1000 } } });
    cluster.api.create(jobObject("ix", podTemplate("ix", [{}], { initContainers: [] }), indexed));
    cluster.pass(500);
    const [first, second] = podsOf(cluster);
    expect(first?.metadata.name).toMatch(/^ix-0-.{5}$/);
    expect(second?.metadata.name).toMatch(/^ix-1-.{5}$/);
    expect(second?.metadata).toMatchObject({
      generateName: "ix-1-",
      labels: { "batch.kubernetes.io/job-completion-index": "1" },
      annotations: { "batch.kubernetes.io/job-completion-index": "1" },
    });
    expect(second?.spec["hostname"]).toBe("ix-1");
    expect(second?.spec.containers[0]?.env).toEqual([
      {
        name: "JOB_COMPLETION_INDEX",
        valueFrom: {
          fieldRef: {
            apiVersion: "v1",
            fieldPath: "metadata.labels['batch.kubernetes.io/job-completion-index']",
          },
        },
      },
    ]);
  });

  it("counts each index once, in intervals", () => {
    const cluster = testCluster({ containers: { main: { run: 1000 } } });
    cluster.api.create(jobObject("ix", podTemplate("ix", [{}]), indexed));
    cluster.pass(30_000);
    const rows = jobRows(cluster, "ix");
    expect(rows).toContain("active=2 ready=0 terminating=0 succeeded=2 done=0,1");
    expect(rows.at(-1)).toBe("ready=0 terminating=0 succeeded=4 done=0-3 SuccessCriteriaMet Complete");
  });

  it("gives up an index after its own limit and goes on with the others", () => {
    const cluster = testCluster({
      containers: {
        main: ({ pod }) => ({ run: 500, exitCode: pod.metadata.name.startsWith("ix-1-") ? 1 : 0 }),
      },
    });
    cluster.api.create(
      jobObject("ix", podTemplate("ix", [{}]), { ...indexed, completions: 3, backoffLimitPerIndex: 1 }),
    );
    cluster.pass(60_000);
    expect(jobRows(cluster, "ix").at(-1)).toBe(
      "ready=0 terminating=0 succeeded=2 failed=2 done=0,2 lost=1 FailureTarget Failed",
    );
    const job = cluster.api.require<Job>(ref("ix"));
    expect(job.status.conditions?.at(-1)).toMatchObject({
      reason: "FailedIndexes",
      message: "Job has failed indexes",
    });
    const retries = podsOf(cluster).filter(({ metadata }) => metadata.name.startsWith("ix-1-"));
    expect(
      retries.map(({ metadata }) => metadata.annotations?.["batch.kubernetes.io/job-index-failure-count"]),
    ).toEqual(["0", "1"]);
  });

  it("ends early when too many indexes have failed", () => {
    const cluster = testCluster({ containers: { main: { run: 500, exitCode: 1 } } });
    const limits = { backoffLimitPerIndex: 0, maxFailedIndexes: 1 };
    cluster.api.create(jobObject("ix", podTemplate("ix", [{}]), { ...indexed, ...limits }));
    cluster.pass(60_000);
    expect(cluster.api.require<Job>(ref("ix")).status.conditions?.at(-1)).toMatchObject({
      type: "Failed",
      reason: "MaxFailedIndexesExceeded",
    });
    expect(names(cluster)).toHaveLength(2);
  });

  it("is complete when its success policy is met, and stops the other pods", () => {
    const cluster = testCluster({
      containers: { main: ({ pod }) => ({ run: pod.metadata.name.startsWith("ix-0-") ? 1000 : 60_000 }) },
    });
    cluster.api.create(
      jobObject("ix", podTemplate("ix", [{}]), {
        ...indexed,
        successPolicy: { rules: [{ succeededIndexes: "2-3" }, { succeededIndexes: "0", succeededCount: 1 }] },
      }),
    );
    cluster.pass(30_000);
    const job = cluster.api.require<Job>(ref("ix"));
    expect(job.status).toMatchObject({ succeeded: 1, completedIndexes: "0", terminating: 0 });
    expect(job.status.conditions?.map(({ type, reason, message }) => [type, reason, message])).toEqual([
      ["SuccessCriteriaMet", "SuccessPolicy", "Matched rules at index 1"],
      ["Complete", "SuccessPolicy", "Matched rules at index 1"],
    ]);
  });
});

describe("a pod failure policy", () => {
  const policy = (rules: readonly Record<string, unknown>[]) => ({ podFailurePolicy: { rules } });
  const exit = (operator: string, ...values: number[]) => ({ onExitCodes: { operator, values } });

  it("fails the Job at once, with the container and the rule", () => {
    const cluster = testCluster({ containers: { main: { run: 500, exitCode: 42 } } });
    cluster.api.create(
      jobObject(
        "pick",
        podTemplate("pick", [{}]),
        policy([
          { action: "Ignore", ...exit("In", 1) },
          { action: "FailJob", ...exit("In", 42) },
        ]),
      ),
    );
    cluster.pass(20_000);
    const [pod = ""] = names(cluster);
    expect(cluster.eventsOf("pick").at(-1)).toBe(
      `Warning PodFailurePolicy: Container main for pod default/${pod} failed with exit code 42 matching FailJob rule at index 1`,
    );
    expect(jobRows(cluster, "pick").at(-1)).toBe("ready=0 terminating=0 failed=1 FailureTarget Failed");
  });

  it("does not count a failure that it ignores", () => {
    const cluster = testCluster({
      containers: { main: ({ attempt }) => ({ run: 500, exitCode: attempt < 3 ? 7 : 0 }) },
    });
    cluster.api.create(
      jobObject("flaky", podTemplate("flaky", [{}]), {
        backoffLimit: 0,
        ...policy([{ action: "Ignore", ...exit("NotIn", 1, 2) }]),
      }),
    );
    cluster.pass(60_000);
    expect(names(cluster)).toHaveLength(3);
    expect(cluster.api.require<Job>(ref("flaky")).status).toMatchObject({ succeeded: 1 });
    expect(cluster.api.require<Job>(ref("flaky")).status.failed).toBeUndefined();
  });
});
