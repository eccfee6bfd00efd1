import { describe, expect, test } from "vitest";
import { deploymentObject, jobObject, podTemplate, testCluster } from "../cluster/testing/test-cluster.ts";
import type { HookStart, Phase } from "../helm/progress.ts";
import { Recorder } from "./recorder.ts";
import type { RecordedLine } from "./recording.ts";

function started(options: Partial<ConstructorParameters<typeof Recorder>[1]> = {}) {
  const cluster = testCluster({ containers: { main: { run: 2000 } } });
  const recorder = new Recorder(cluster.context, {
    helmVersion: "4.1.4",
    seed: 1,
    namespace: "default",
    ...options,
  });
  return { ...cluster, recorder };
}

const job = jobObject("good", podTemplate("good", [{}]));

test("the watch of pods holds the header and a row for each write of a pod", () => {
  const { api, pass, recorder, writes } = started();
  api.create(job);
  pass(10_000);
  const { pods, jobs } = recorder.recording().watch;
  const ofPods = writes.filter(({ object }) => object.kind === "Pod");
  expect(ofPods.length).toBeGreaterThan(6);
  expect(pods.map(({ t }) => t)).toEqual([ofPods[0], ...ofPods].map((write) => (write?.time ?? 0) / 1000));
  expect(pods[0]?.line).toMatch(/^NAME +READY {3}STATUS {4}RESTARTS {3}AGE$/);
  expect(pods.at(-1)?.line).toMatch(/^good-\w{5} {3}0\/1 {5}Completed {11}0 {10}\d+s$/);
  expect(jobs.at(-1)?.line).toMatch(/^good {3}Complete +1\/1 +\d+s +\d+s$/);
});

test("lines are told the moment they are printed", () => {
  const told: [number, RecordedLine][] = [];
  const { api, pass, recorder, context } = started({
    onLine: (kind, line) => {
      if (kind === "pods") told.push([context.kernel.now / 1000, line]);
    },
  });
  api.create(job);
  pass(3000);
  const soFar = told.length;
  expect(soFar).toBeGreaterThan(3);
  for (const [now, line] of told) expect(line.t).toBe(now);
  pass(7000);
  expect(told.length).toBeGreaterThan(soFar);
  expect(told.map(([, line]) => line)).toEqual(recorder.recording().watch.pods);
});

test("objects of other namespaces are recorded, and watched only where all namespaces are", () => {
  const elsewhere = (options: object) => {
    const { api, recorder } = started(options);
    api.create({ apiVersion: "v1", kind: "Namespace", metadata: { name: "other" } });
    api.create({
      apiVersion: "v1",
      kind: "ServiceAccount",
      metadata: { name: "default", namespace: "other" },
    });
    api.create({ ...job, metadata: { name: "far", namespace: "other" } });
    return recorder.recording();
  };
  const own = elsewhere({});
  expect(own.watch.jobs).toEqual([]);
  expect(own.objects.at(-1)).toMatchObject({ type: "ADDED", kind: "Job", namespace: "other", name: "far" });
  const all = elsewhere({ namespace: undefined });
  expect(all.watch.jobs.map(({ line }) => line)).toEqual([
    "NAME   STATUS    COMPLETIONS   DURATION   AGE",
    "far    Running   0/1                      0s",
  ]);
});

test("what was there before is listed first, and is not left over", () => {
  const cluster = testCluster({ objects: [deploymentObject("web", podTemplate("web", [{}]))] });
  const recorder = new Recorder(cluster.context, { helmVersion: "4.1.4", seed: 1, namespace: "default" });
  cluster.pass(5000);
  const recording = recorder.recording();
  expect(recording.objects[0]).toMatchObject({ t: 0, type: "EXISTING", kind: "Node", name: "node-1" });
  expect(recording.watch.deployments.slice(0, 2)).toEqual([
    { t: 0, line: "NAME   READY   UP-TO-DATE   AVAILABLE   AGE" },
    { t: 0, line: "web    0/1     0            0           0s" },
  ]);
  expect(recording.left.map(({ kind }) => kind)).toEqual(["Pod", "ReplicaSet"]);
});

test("events and steps carry seconds", () => {
  const { api, pass, recorder } = started();
  api.create(job);
  pass(10_000);
  const step = { command: "helm install demo ./chart", exitCode: 0, stdout: "NAME: demo\n", stderr: "" };
  recorder.stepEnded({ ...step, start: 0, end: 2500 });
  const recording = recorder.recording();
  expect(recording.steps).toEqual([{ ...step, start: 0, end: 2.5 }]);
  expect(recording.end).toBe(10);
  expect(recording.startedAt).toBe("2025-01-15T18:20:03.000Z");
  expect(recording.events.find(({ reason }) => reason === "SuccessfulCreate")).toMatchObject({
    type: "Normal",
    kind: "Job",
    name: "good",
    source: "job-controller",
    count: 1,
    fieldPath: "",
  });
});

describe("Helm's progress", () => {
  const phase: Phase = { release: "demo", revision: 1, name: "hooks", event: "pre-install" };
  const hook: HookStart = {
    release: "demo",
    revision: 1,
    event: "pre-install",
    kind: "Job",
    hook: "migrate",
    namespace: "default",
    path: "demo/templates/migrate.yaml",
    line: undefined,
    weight: -5,
    order: 1,
    of: 2,
    why: "It has the lowest weight.",
    deletePolicies: ["hook-succeeded"],
  };

  test("hooks and phases have a beginning, an end and an outcome", () => {
    const { pass, recorder } = started();
    recorder.phaseStarted(phase);
    recorder.hookStarted(hook);
    pass(1500);
    recorder.hookEnded(hook, { ok: false, error: "job migrate failed" });
    pass(500);
    recorder.phaseEnded(phase, { ok: true });
    const { hooks, phases } = recorder.recording();
    expect(hooks).toEqual([
      {
        release: "demo",
        revision: 1,
        event: "pre-install",
        kind: "Job",
        namespace: "default",
        name: "migrate",
        weight: -5,
        order: 1,
        of: 2,
        why: "It has the lowest weight.",
        path: "demo/templates/migrate.yaml",
        line: 0,
        deletePolicies: ["hook-succeeded"],
        start: 0,
        end: 1.5,
        outcome: "failed",
        error: "job migrate failed",
      },
    ]);
    expect(phases).toMatchObject([
      { name: "hooks", event: "pre-install", start: 0, end: 2, outcome: "succeeded" },
    ]);
  });

  test("what never ends is unfinished at the end of the run", () => {
    const { pass, recorder } = started();
    recorder.phaseStarted({ ...phase, name: "create", event: undefined });
    pass(700);
    expect(recorder.recording().phases).toEqual([
      {
        release: "demo",
        revision: 1,
        name: "create",
        event: "",
        start: 0,
        end: 0.7,
        outcome: "unfinished",
        error: "",
      },
    ]);
  });
});

test("of a Secret only its keys and the sizes of its values are kept", () => {
  const { api, recorder } = started();
  const secret = {
    apiVersion: "v1",
    kind: "Secret",
    metadata: {
      name: "s",
      namespace: "default",
      annotations: { "kubectl.kubernetes.io/last-applied-configuration": "hunter2", note: "kept" },
    },
    data: { password: "aHVudGVyMg==", empty: "" },
  };
  api.create(secret);
  const { object } = recorder.recording().objects.at(-1) ?? {};
  expect(object).toMatchObject({ data: { password: "<7 bytes>", empty: "<0 bytes>" } });
  expect(object?.metadata.annotations).toMatchObject({ note: "kept" });
  expect(JSON.stringify(recorder.recording())).not.toContain("hunter2");
  expect(JSON.stringify(recorder.recording())).not.toContain("aHVudGVyMg");
});
