import { beforeAll, describe, expect, test } from "vitest";
import { acted, sampleRun, startOf } from "../sample-run.test-support.ts";
import { commandFor, keyHelp } from "./keys.ts";
import { RunIndex } from "./run-index.ts";
import type { State } from "./state.ts";

let run: RunIndex;
let start: State;
beforeAll(async () => {
  run = await sampleRun();
  start = startOf(run);
});

describe("time", () => {
  test("goes by as fast as is wanted while it is played, and stops at the end", () => {
    const playing = acted(start, { type: "speed", by: 1 }, { type: "play" });
    expect(acted(playing, { type: "tick", seconds: 1.5 }).t).toBe(3);
    expect(acted(start, { type: "step", to: "change", by: 1 }).message).toContain("Select an object");
    const selected = { ...start, selected: run.pods[0] };
    const changed = acted(selected, { type: "step", to: "change", by: 1 });
    expect(changed.t).toBe(run.writesOf(run.pods[0] ?? "")[0]?.t);
  });

  test("tells where the findings are that no key goes to", () => {
    const { recording } = run;
    const findings = recording.findings.map((finding) => ({ ...finding, trial: "what if" }));
    const other = startOf(new RunIndex({ ...recording, findings }));
    expect(acted(other, { type: "step", to: "finding", by: 1 }).message).toBe(
      `No finding after 0.000s. The details of the run have ${findings.length} without a time.`,
    );
  });

  test.each([
    ["7", 7],
    ["7.5", 7.5],
    ["1m", 60],
    ["500ms", 0.5],
  ])("goes to %s", (text, t) => {
    const typed = acted(start, { type: "prompt", kind: "time" }, { type: "type", text }, { type: "accept" });
    expect(typed.t).toBe(Math.min(t, run.end));
    expect(typed.prompt).toBeUndefined();
  });

  test("does not go to what is no time", () => {
    const typed = acted(
      start,
      { type: "prompt", kind: "time" },
      { type: "type", text: "soon" },
      { type: "accept" },
    );
    expect(typed).toMatchObject({ t: 0, message: '"soon" is no time; 12.5, 90s and 1m30s are some.' });
  });

  test("scrubs within the run", () => {
    expect(acted(start, { type: "scrub", by: -1 }).t).toBe(0);
    expect(acted(start, { type: "scrub", by: 1 }).t).toBeGreaterThan(0);
    expect(acted(start, { type: "scrub", by: 10_000 }).t).toBe(run.end);
  });
});

describe("selecting", () => {
  test("goes through the pods that have come, and stays within them", () => {
    const end = acted(start, { type: "seek", t: 1e9 }, { type: "move", by: 1 });
    expect(end.selected).toBe(run.pods[0]);
    expect(acted(end, { type: "move", by: -1 }).selected).toBe(run.pods[0]);
    expect(acted(end, { type: "edge", by: 1 }).selected).toBe(run.pods.at(-1));
    expect(acted(start, { type: "move", by: 1 }).selected).toBeUndefined();
  });

  test("in the log selects what a line is about, from the latest line on", () => {
    const log = acted(
      start,
      { type: "seek", t: 2 },
      { type: "focus", pane: "events" },
      { type: "move", by: -1 },
    );
    expect(log.selected).toBe(run.pods[0]);
    expect(acted(log, { type: "seek", t: 3 }).entry).toBeUndefined();
  });

  test("in the timeline goes through hooks, then pods", () => {
    const hook = acted(start, { type: "focus", pane: "timeline" }, { type: "move", by: 1 });
    expect(hook.selected).toBe("Job/default/check-database");
  });

  test("goes on to the owner", () => {
    const owner = acted({ ...start, selected: run.pods[0] }, { type: "owner" });
    expect(owner.selected).toBe("Job/default/check-database");
    expect(acted(owner, { type: "owner" }).message).toBe("It has no owner.");
  });
});

describe("escape takes back one thing at a time", () => {
  test("the filter that is being typed, the filter, the selection", () => {
    const filtering = acted(start, { type: "prompt", kind: "filter" }, { type: "type", text: "web" });
    expect(filtering.filter).toBe("web");
    expect(acted(filtering, { type: "erase" }).filter).toBe("we");
    expect(acted(filtering, { type: "cancel" })).toMatchObject({ filter: "", prompt: undefined });
    const kept = acted({ ...filtering, selected: "Pod/default/x" }, { type: "accept" });
    expect(kept.filter).toBe("web");
    const dropped = acted(kept, { type: "cancel" });
    expect([dropped.filter, dropped.selected]).toEqual(["", "Pod/default/x"]);
    expect(acted(dropped, { type: "cancel" }).selected).toBeUndefined();
  });
});

describe("what if", () => {
  test("asks about each container of the selected pod, and its node", () => {
    const menu = acted({ ...start, selected: run.pods[0], t: 1 }, { type: "menu" }).menu;
    expect(menu?.changes.map((change) => (change.kind === "container" ? change.what : change.node))).toEqual([
      "fail",
      "hang",
      "slow",
      "node-1",
    ]);
    expect(acted(start, { type: "menu" })).toMatchObject({ menu: undefined, message: /Select/ });
  });

  test("asks about the pods of a hook", () => {
    const menu = acted({ ...start, selected: "Job/default/check-database", t: 1 }, { type: "menu" }).menu;
    expect(menu?.changes).toHaveLength(4);
  });

  test("shows both runs from where they part, and forgets", () => {
    const parting = { t: 3, object: { kind: "Pod", namespace: "default", name: "x" } };
    const whatIf = { run, changes: [{ kind: "node-down", node: "node-1", at: 3 } as const], parting };
    const both = acted(start, { type: "compare", whatIf });
    expect(both).toMatchObject({ t: 3, showsWhatIf: true, message: "The runs part at 3.000s, with Pod/x." });
    expect(acted(both, { type: "swap" }).showsWhatIf).toBe(false);
    expect(acted(both, { type: "forget" }).whatIf).toBeUndefined();
    const same = acted(start, { type: "compare", whatIf: { ...whatIf, parting: undefined } });
    expect(same).toMatchObject({
      whatIf: undefined,
      message: "If node-1 goes down at 3s, nothing is different.",
    });
  });
});

describe("keys", () => {
  test("each has one meaning, and the help knows all", () => {
    const keys = keyHelp.flatMap(({ bindings }) => bindings.flatMap((each) => each.keys));
    expect(new Set(keys).size).toBe(keys.length);
    for (const key of keys) expect(commandFor(key, start)).toBeDefined();
  });

  test("are text while somebody types", () => {
    const typing = acted(start, { type: "prompt", kind: "filter" });
    expect(commandFor("q", typing)).toEqual({ type: "type", text: "q" });
    expect(commandFor("é", typing)).toEqual({ type: "type", text: "é" });
    expect(commandFor("left", typing)).toBeUndefined();
    expect(commandFor("ctrl-c", typing)).toEqual({ type: "quit", exitCode: 130 });
  });

  test("scroll the details and the help to their ends and no further", () => {
    const details = acted(start, { type: "seek", t: run.end }, { type: "move", by: 1 }, { type: "accept" });
    for (const scrolled of [acted(details, { type: "tab" }), acted(details, { type: "help" })]) {
      const end = acted(scrolled, { type: "edge", by: 1 });
      const last = scrolled.help ? end.helpScroll : end.scroll;
      expect(last).toBeGreaterThan(10);
      expect(acted(end, { type: "page", by: 1 })).toEqual(end);
      const back = acted(end, { type: "move", by: -1 });
      expect(scrolled.help ? back.helpScroll : back.scroll).toBe(last - 1);
    }
    const closed = acted(details, { type: "help" }, { type: "edge", by: 1 }, { type: "cancel" });
    expect(closed.scroll).toBe(details.scroll);
  });

  test("lead from the details back to where one came from", () => {
    const there = acted(start, { type: "focus", pane: "timeline" }, { type: "move", by: 1 });
    const details = acted(there, { type: "accept" });
    expect(details).toMatchObject({ focus: "details", zoomed: false });
    expect(acted(details, { type: "accept" }, { type: "cancel" })).toEqual(details);
    expect(acted(details, { type: "cancel" })).toMatchObject({ focus: "timeline", selected: there.selected });
  });

  test("that would select where there is nothing say so", () => {
    expect(acted(start, { type: "move", by: 1 }).message).toBe("There is nothing to select here now.");
  });

  test("close the help, but those that scroll it", () => {
    const help = acted(start, { type: "help" });
    expect(commandFor("x", help)).toEqual({ type: "cancel" });
    expect(commandFor("j", help)).toEqual({ type: "move", by: 1 });
  });
});
