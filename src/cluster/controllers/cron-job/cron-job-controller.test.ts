import { describe, expect, it } from "vitest";
import type { ObjectInput } from "../../api/object.ts";
import type { CronJob, Job } from "../../api/workloads.ts";
import { podTemplate, type TestOptions, testCluster } from "../../testing/test-cluster.ts";

// The clock of test clusters begins at 2025-01-15T18:20:03Z.
const minute = 60_000;
const unixMinute = Date.UTC(2025, 0, 15, 18, 20) / minute;

const cronJobObject = (spec: Record<string, unknown>): ObjectInput => ({
  apiVersion: "batch/v1",
  kind: "CronJob",
  metadata: { name: "tick", namespace: "default" },
  spec: {
    schedule: "* * * * *",
    jobTemplate: {
      metadata: { labels: { from: "tick" } },
      spec: {
        template: cronTemplate(),
      },
    },
    ...spec,
  },
});

function start(spec: Record<string, unknown> = {}, options: TestOptions = {}) {
  const cluster = testCluster({ containers: { main: { run: 5_000 } }, ...options });
  cluster.api.create(cronJobObject(spec));
  const ref = { kind: "CronJob", namespace: "default", name: "tick" };
  return {
    ...cluster,
    ref,
    status: () => cluster.api.require<CronJob>(ref).status,
    jobs: () => cluster.api.list<Job>("Job").map(({ metadata }) => metadata.name),
    /** names without the CronJob's own, counted from the minute in which the test began */
    startedAt: () =>
      cluster.writes
        .filter(({ type, object }) => type === "ADDED" && object.kind === "Job")
        .map(({ object }) => Number(object.metadata.name.replace("tick-", "")) - unixMinute),
  };
}

describe("a CronJob", () => {
  it("starts a Job just after its time, named after the minute", () => {
    const { pass, jobs, api, writes, status } = start();
    pass(2 * minute);
    expect(jobs()).toEqual([`tick-${unixMinute + 1}`, `tick-${unixMinute + 2}`]);
    const [job] = api.list<Job>("Job");
    expect(job?.metadata).toMatchObject({
      labels: { from: "tick" },
      annotations: { "batch.kubernetes.io/cronjob-scheduled-timestamp": "2025-01-15T18:21:00Z" },
      ownerReferences: [{ kind: "CronJob", name: "tick", controller: true }],
    });
    const [created] = writes.filter(({ object }) => object.kind === "Job");
    expect(created?.time).toBeGreaterThanOrEqual(57_100);
    expect(created?.time).toBeLessThan(57_200);
    expect(status()).toMatchObject({
      active: [{ kind: "Job", name: `tick-${unixMinute + 2}` }],
      lastScheduleTime: "2025-01-15T18:22:00Z",
    });
  });

  it("tells of each Job's start and end", () => {
    const { pass, eventsOf, status } = start();
    pass(80_000);
    expect(eventsOf("tick").filter((each) => each.includes("job"))).toEqual([
      `Normal SuccessfulCreate: Created job tick-${unixMinute + 1}`,
      `Normal SawCompletedJob: Saw completed job: tick-${unixMinute + 1}, condition: Complete`,
    ]);
    expect(status().active).toBeUndefined();
    expect(status().lastSuccessfulTime).toBeDefined();
  });

  it("keeps three successful Jobs and one failed", () => {
    const good = start();
    good.pass(6 * minute);
    expect(good.jobs()).toEqual([3, 4, 5, 6].map((each) => `tick-${unixMinute + each}`));
    expect(good.eventsOf("tick")).toContain(`Normal SuccessfulDelete: Deleted job tick-${unixMinute + 1}`);
    const bad = start(
      { jobTemplate: { spec: { backoffLimit: 0, template: cronTemplate() } } },
      { containers: { main: { run: 1_000, exitCode: 1 } } },
    );
    bad.pass(3.5 * minute);
    expect(bad.jobs()).toEqual([`tick-${unixMinute + 3}`]);
  });

  it("follows its time zone", () => {
    const { pass, startedAt, api } = start({ schedule: "30 19 * * *", timeZone: "Europe/Berlin" });
    pass(20 * minute);
    expect(startedAt()).toEqual([10]);
    expect(api.list<Job>("Job")[0]?.metadata.annotations).toEqual({
      "batch.kubernetes.io/cronjob-scheduled-timestamp": "2025-01-15T19:30:00+01:00",
    });
  });

  it("lets Jobs overlap, skip or replace one another by its concurrency policy", () => {
    const running = { containers: { main: { run: 100_000 } } };
    const startsWith = (concurrencyPolicy: string) => {
      const cluster = start({ concurrencyPolicy }, running);
      cluster.pass(4.5 * minute);
      return cluster;
    };
    const allowed = startsWith("Allow");
    expect(allowed.startedAt()).toEqual([1, 2, 3, 4]);
    expect(allowed.status().active).toHaveLength(2);
    const forbidden = startsWith("Forbid");
    // The Job of minute 1 ends during minute 2; what was missed meanwhile starts at once.
    expect(forbidden.startedAt()).toEqual([1, 2, 4]);
    expect(forbidden.eventsOf("tick")).toContain(
      "Normal JobAlreadyActive: Not starting job because prior execution is running and concurrency policy is Forbid",
    );
    const replaced = startsWith("Replace");
    expect(replaced.startedAt()).toEqual([1, 2, 3, 4]);
    expect(replaced.jobs()).toEqual([`tick-${unixMinute + 4}`]);
    expect(replaced.status().active).toHaveLength(1);
  });

  it("starts nothing while it is suspended, and the latest missed Job when it is resumed", () => {
    const { pass, startedAt, api, ref } = start({ suspend: true });
    pass(5 * minute);
    expect(startedAt()).toEqual([]);
    api.update<CronJob>(ref, (cronJob) => ({ ...cronJob, spec: { ...cronJob.spec, suspend: false } }));
    pass(1_000);
    expect(startedAt()).toEqual([5]);
  });

  it("does not make up for what is older than its starting deadline", () => {
    const { pass, startedAt, api, ref } = start({ suspend: true, startingDeadlineSeconds: 20 });
    pass(5.5 * minute);
    api.update<CronJob>(ref, (cronJob) => ({ ...cronJob, spec: { ...cronJob.spec, suspend: false } }));
    pass(10_000);
    expect(startedAt()).toEqual([]);
    pass(minute);
    expect(startedAt()).toEqual([6]);
  });

  it("warns when it has missed more than a hundred starts", () => {
    const { pass, eventsOf, startedAt, api, ref } = start({ suspend: true });
    pass(120 * minute);
    api.update<CronJob>(ref, (cronJob) => ({ ...cronJob, spec: { ...cronJob.spec, suspend: false } }));
    pass(1_000);
    expect(startedAt()).toEqual([120]);
    expect(eventsOf("tick")).toContain(
      "Warning TooManyMissedTimes: too many missed start times. Set or decrease .spec.startingDeadlineSeconds or check clock skew",
    );
  });

  it("says that a Job which somebody deleted went missing", () => {
    const { pass, eventsOf, api, status } = start({}, { containers: { main: { run: 50_000 } } });
    pass(65_000);
    api.delete({ kind: "Job", namespace: "default", name: `tick-${unixMinute + 1}` });
    pass(1_000);
    expect(eventsOf("tick")).toContain(`Normal MissingJob: Active job went missing: tick-${unixMinute + 1}`);
    expect(status().active).toBeUndefined();
  });

  it("says so once if its time never comes", () => {
    const { pass, eventsOf } = start({ schedule: "0 0 31 2 *" });
    pass(10 * minute);
    expect(eventsOf("tick")).toEqual([
      "Warning InvalidSchedule: invalid schedule: 0 0 31 2 * : time difference between two schedules is less than 1 second",
    ]);
  });
});

function cronTemplate() {
  const template = podTemplate("tick", [{}]);
  return { ...template, spec: { ...template.spec, restartPolicy: "Never" } };
}
