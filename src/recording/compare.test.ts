import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { deploymentObject, jobObject, podTemplate, testCluster } from "../cluster/testing/test-cluster.ts";
import type { HookStart } from "../helm/progress.ts";
import { compareRecordings } from "./compare.ts";
import { movedItems } from "./moved-items.ts";
import { Recorder } from "./recorder.ts";
import type { Recording } from "./recording.ts";
import { timelines } from "./timeline.ts";

interface RunOptions {
  readonly seed?: number;
  readonly run?: number;
  readonly exitCode?: number;
  readonly jobs?: readonly string[];
  readonly hookFails?: boolean;
  readonly stdout?: string;
}

const hook = (name: string): HookStart => ({
  release: "demo",
  revision: 1,
  event: "post-install",
  kind: "Job",
  hook: name,
  namespace: "default",
  path: `${name}.yaml`,
  line: 1,
  weight: 0,
  order: 1,
  of: 1,
  why: "It is the only one.",
  deletePolicies: [],
});

function record({
  seed = 1,
  run = 2000,
  exitCode = 0,
  jobs = ["a", "b"],
  hookFails = false,
  stdout = "",
}: RunOptions = {}): Recording {
  const { api, pass, context } = testCluster({ seed, containers: { main: { run, exitCode } } });
  const recorder = new Recorder(context, { helmVersion: "4.1.4", seed, namespace: "default" });
  for (const name of jobs) {
    api.create(jobObject(name, podTemplate(name, [{}]), { backoffLimit: 0 }));
    pass(10_000);
  }
  const last = hook("last");
  recorder.hookStarted(last);
  recorder.hookEnded(last, hookFails ? { ok: false, error: "no" } : { ok: true });
  recorder.stepEnded({ command: "helm install", start: 0, end: 1, exitCode: 0, stdout, stderr: "" });
  return recorder.recording();
}

describe("two runs", () => {
  test("with other random names do not differ", () => {
    expect(compareRecordings(record(), record({ seed: 9 }), { tolerance: 2 })).toEqual([]);
  });

  test("with another exit code differ in what pods and jobs go through", () => {
    const differences = compareRecordings(record(), record({ exitCode: 1 }));
    const pod = differences.find((each) => each.kind === "states" && each.object.name === "a~1");
    expect(pod).toMatchObject({
      before: expect.arrayContaining(["0/1 Completed"]),
      after: expect.arrayContaining(["0/1 Error"]),
    });
    const states = differences.find((each) => each.kind === "states" && each.object.kind === "Job");
    expect(states).toMatchObject({ after: expect.arrayContaining(["Failed 0/1"]) });
  });

  test("with slower containers differ in durations only", () => {
    const differences = compareRecordings(record(), record({ run: 4000 }));
    expect(new Set(differences.map(({ kind }) => kind))).toEqual(new Set(["duration"]));
    expect(differences).toContainEqual({
      kind: "duration",
      object: { kind: "Pod", namespace: "default", name: "a~1" },
      state: "1/1 Running",
      before: expect.closeTo(2.2, 0),
      after: expect.closeTo(4.2, 0),
    });
    expect(compareRecordings(record(), record({ run: 4000 }), { tolerance: 60 })).toEqual([]);
  });

  test("in another order say what moved", () => {
    expect(compareRecordings(record({ jobs: ["a", "b", "c"] }), record({ jobs: ["c", "a", "b"] }))).toEqual([
      expect.objectContaining({
        kind: "order",
        before: [
          "Job/default/a",
          "Pod/default/a~1",
          "Job/default/b",
          "Pod/default/b~1",
          "Job/default/c",
          "Pod/default/c~1",
          "post-install hook Job/default/last",
        ],
        moved: ["Job/default/c", "Pod/default/c~1"],
      }),
    ]);
  });

  test("with other objects name them", () => {
    const differences = compareRecordings(record({ jobs: ["a"] }), record({ jobs: ["a", "extra"] }));
    expect(differences).toEqual([
      { kind: "object", in: "after", object: { kind: "Job", namespace: "default", name: "extra" } },
      { kind: "object", in: "after", object: { kind: "Pod", namespace: "default", name: "extra~1" } },
    ]);
  });

  test("with other outcomes of hooks and steps name them", () => {
    expect(compareRecordings(record({ stdout: "a" }), record({ stdout: "b", hookFails: true }))).toEqual([
      { kind: "step", index: 0, field: "stdout", before: "a", after: "b" },
      expect.objectContaining({ kind: "hook", before: "succeeded", after: "failed" }),
    ]);
  });
});

test("a timeline holds each state once, restarts included, and the end", () => {
  const { api, pass, context } = testCluster({ containers: { main: { run: 1000, exitCode: 1 } } });
  const recorder = new Recorder(context, { helmVersion: "4.1.4", seed: 1, namespace: "default" });
  api.create(deploymentObject("web", podTemplate("web", [{}])));
  pass(6000);
  const pod = timelines(recorder.recording()).find(({ object }) => object.kind === "Pod");
  expect(pod?.states.map(({ state }) => state)).toEqual([
    "0/1 Pending",
    "0/1 ContainerCreating",
    "1/1 Running",
    "0/1 Error",
    "1/1 Running restarts 1",
    "0/1 Error restarts 1",
  ]);
});

describe("moved items", () => {
  test.each([
    ["abc", "abc", ""],
    ["abc", "cab", "c"],
    ["abcde", "bcdea", "a"],
    ["ab", "ba", "b"],
    ["", "", ""],
  ])("%s to %s: %s", (before, after, moved) => {
    expect(movedItems([...before], [...after])).toEqual([...moved]);
  });

  test("what did not move is in the same order in both", () => {
    const order = fc
      .uniqueArray(fc.nat({ max: 20 }).map(String))
      .chain((items) =>
        fc.tuple(fc.constant(items), fc.shuffledSubarray(items, { minLength: items.length })),
      );
    fc.assert(
      fc.property(order, ([before, after]) => {
        const moved = new Set(movedItems(before, after));
        const stay = (items: readonly string[]) => items.filter((item) => !moved.has(item));
        expect(stay(before)).toEqual(stay(after));
      }),
    );
  });
});
