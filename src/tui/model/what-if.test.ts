import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { simulateScenario } from "../../node/simulate-scenario.ts";
import type { Recording } from "../../recording/recording.ts";
import { loadScenario } from "../../scenario/load-scenario.ts";
import { partingOf } from "./parting.ts";
import { RunIndex } from "./run-index.ts";
import { type Change, changesFor, changeText, fileName, withChange } from "./what-if.ts";

const file = "scenarios/hook-fails/scenario.yaml";
const text = readFileSync(file, "utf8");

const simulate = async (yaml: string): Promise<Recording> =>
  simulateScenario(await loadScenario({ file, text: yaml, readFile: (path) => readFileSync(path, "utf8") }), {
    trials: false,
  });

let run: RunIndex;
beforeAll(async () => {
  run = new RunIndex(await simulate(text));
});

const change = (pod: string, what: string, t = 1): Change => {
  const key = run.pods.find((each) => each.includes(pod)) ?? "";
  const found = changesFor(run, key, t).find((each) =>
    each.kind === "container" ? each.what === what : what === "node-down",
  );
  if (found === undefined) throw new Error(`nothing like ${what}`);
  return found;
};

const runWith = async (each: Change): Promise<Recording> => simulate(await withChange(text, each));

describe("a run with a change", () => {
  test("a hook that fails: the next one never begins", async () => {
    const changed = await runWith(change("check-database", "fail"));
    expect(changed.hooks.map(({ name, outcome }) => `${name} ${outcome}`)).toEqual(["check-database failed"]);
    // until the container ends, all is as it was
    const ended = run.recording.objects.find(
      ({ kind, object }) => kind === "Pod" && JSON.stringify(object.status).includes('"terminated"'),
    );
    expect(partingOf(run.recording, changed)).toMatchObject({ t: ended?.t, object: { kind: "Pod" } });
  });

  test("a hook that hangs: Helm waits until its timeout", async () => {
    const changed = await runWith(change("check-database", "hang"));
    expect(changed.hooks[0]).toMatchObject({ outcome: "failed", end: expect.closeTo(300, 0) });
  });

  test("a hook that is slow takes ten times as long", async () => {
    const length = ({ hooks: [hook] }: Recording): number => (hook?.end ?? 0) - (hook?.start ?? 0);
    const changed = await runWith(change("check-database", "slow"));
    const longer = length(changed) - length(run.recording);
    // nine seconds more of work; when it is noticed, the machinery of the kubelet has a say in
    expect(longer).toBeGreaterThan(7.5);
    expect(longer).toBeLessThan(10.5);
  });

  test("a node that goes down", async () => {
    const changed = await runWith(change("check-database", "node-down", 1));
    expect(partingOf(run.recording, changed)?.t).toBeGreaterThanOrEqual(1);
  });

  test("parts nowhere from itself", async () => {
    expect(partingOf(run.recording, await simulate(text))).toBeUndefined();
  });
});

describe("the scenario file", () => {
  test("keeps its comments, and what else holds for the container", async () => {
    const changed = await withChange(text, change("migrate-schema", "hang"));
    expect(changed).toContain("# The second of three hooks fails");
    const { containers } = await loadScenario({ file, text: changed, readFile: () => "" });
    expect(containers.map(({ run: time, exitCode }) => [time, exitCode])).toEqual([
      ["forever", undefined],
      [{ kind: "fixed", value: 2000 }, 3],
    ]);
    const slow = await withChange(text, change("migrate-schema", "slow"));
    expect(slow).toContain("run: 20s, exitCode: 3");
  });

  test("gets its lists where it has none", async () => {
    const bare = "name: x\nsteps: []\n";
    expect(await withChange(bare, change("check-database", "node-down"))).toContain(
      "faults:\n  - { at: 1s, node: node-1, down: forever }",
    );
    expect(await withChange(bare, change("check-database", "fail"))).toContain(
      "containers:\n  - { match: { workload: Job/check-database, container: work }, exitCode: 1 }",
    );
  });

  test("has a name that tells what it is about", () => {
    const changes = [change("check-database", "fail"), change("check-database", "node-down")];
    expect(fileName(changes)).toBe("what-if-check-database-fails-node-1-down");
    expect(changes.map(changeText)).toEqual(["work of Job/check-database fails", "node-1 goes down at 1s"]);
  });
});
