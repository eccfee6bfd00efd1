import { readFileSync } from "node:fs";
import { stripVTControlCharacters } from "node:util";
import fc from "fast-check";
import { cleanup, render } from "ink-testing-library";
import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { simulateScenario } from "../node/simulate-scenario.ts";
import { loadScenario } from "../scenario/load-scenario.ts";
import { App } from "./app.tsx";
import { ColorContext } from "./line-text.tsx";
import { keyHelp } from "./model/keys.ts";
import { RunIndex } from "./model/run-index.ts";
import { panes, type State, tabs } from "./model/state.ts";
import { Pane } from "./pane.tsx";
import type { Replay } from "./replay.ts";
import { acted, sampleRecording, sampleRun, startOf } from "./sample-run.test-support.ts";
import { Screen } from "./screen.tsx";
import { slotContent } from "./view/slot-content.ts";
import { widthOf } from "./view/styled.ts";

let run: RunIndex;
let start: State;
beforeAll(async () => {
  run = await sampleRun();
  start = startOf(run);
});
afterEach(cleanup);

const withoutColors = (text: string): string => stripVTControlCharacters(text);

const screenOf = (state: State): string => withoutColors(render(<Screen state={state} />).lastFrame() ?? "");

/** One pane at a moment. */
function paneOf(pane: (typeof panes)[number], state: State, width = 80, height = 12): string[] {
  const content = slotContent(state, { pane, whose: "shown", width, height });
  const { lastFrame } = render(<Pane name={pane} content={content} width={width} height={height} focused />);
  return withoutColors(lastFrame() ?? "")
    .split("\n")
    .map((line) => line.trimEnd());
}

/** A moment at which the second hook has failed. */
const failed = (): State => acted(start, { type: "seek", t: run.end });

describe("the pods", () => {
  test("have one live line each", () => {
    expect(paneOf("pods", acted(start, { type: "seek", t: 8 }))).toEqual([
      expect.stringMatching(/^─ pods ─+ 2 of 2 ─$/),
      " NAME                  READY  STATUS     RESTARTS  AGE",
      expect.stringMatching(/^ check-database-jthz8 {2}0\/1 {4}Completed {2}0 {9}\d+s$/),
      expect.stringMatching(/^ migrate-schema-jc6fn {2}0\/1 {4}Error {6}0 {9}\d+s$/),
      ...Array.from({ length: 8 }, () => ""),
    ]);
  });

  test("have all their rows, as kubectl prints them, up to now", () => {
    const rows = paneOf("pods", acted(start, { type: "seek", t: 1 }, { type: "pod-view" }));
    expect(rows[1]).toMatch(/^ NAME +READY +STATUS +RESTARTS +AGE$/);
    expect(rows.slice(2, 7).map((row) => row.slice(1))).toEqual(
      run.rows.filter(({ t }) => t <= 1).map(({ line }) => line),
    );
  });

  test("show which one is selected", () => {
    const lines = paneOf("pods", acted(failed(), { type: "move", by: 1 }));
    expect(lines[2]).toMatch(/^▸check-database/);
  });

  test("say why there are none", () => {
    expect(paneOf("pods", start)[1]).toContain("No pod yet");
    expect(paneOf("pods", { ...failed(), filter: "nobody" })[1]).toContain('No pod has "nobody"');
  });

  test("that are gone stay in their place", async () => {
    const other = new RunIndex(await sampleRecording("recorded/05-init-and-sidecar"));
    const gone = acted(startOf(other), { type: "seek", t: other.end });
    expect(paneOf("pods", gone)[2]).toMatch(/^ api-\S+ +gone$/);
  });
});

describe("the timeline", () => {
  test("draws hooks and pods as bars, and marks findings", () => {
    const lines = paneOf("timeline", failed());
    expect(lines[0]).toContain("█ ready");
    expect(lines[1]).toContain("╵0s");
    expect(lines[2]).toMatch(/findings.*[!\d]/);
    expect(lines.find((line) => line.includes("◆ migrate-schema"))).toMatch(/█+×/);
    expect(lines.find((line) => line.includes("  migrate-schema-"))).toMatch(/░*█+×+/);
  });

  test("shows less of the time where one looks closer", () => {
    const closer = acted(failed(), { type: "scale", by: 1 }, { type: "scale", by: 1 });
    expect(paneOf("timeline", closer)[1]).not.toContain("╵0s");
  });
});

describe("the log", () => {
  test("tells what has been told up to now, the latest at the bottom", () => {
    const lines = paneOf("events", failed());
    expect(lines.at(-1)).toContain("helm exit code 1");
    expect(lines.join("\n")).toContain("pre-install hook Job/migrate-schema (2 of 3) failed");
    expect(paneOf("events", start)[1]).toContain("$ helm install demo");
  });
});

describe("the details", () => {
  test("of the run tell its commands and findings", () => {
    const lines = paneOf("details", failed(), 80, 30).join("\n");
    expect(lines).toContain("✘ helm install demo ../hook-weights/chart --set hookSeconds=1, exit code 1");
    expect(lines).toContain("hook-fails");
  });

  test("of a pod tell where it comes from, why it waits, and how its containers act", () => {
    const lines = paneOf("details", { ...failed(), selected: run.pods[1] }, 100, 40).join("\n");
    expect(lines).toContain("Made by Job/migrate-schema.");
    expect(lines).toContain("work ended with exit code 3 (Error).");
    expect(lines).toContain("runs 2s, then exits with 3");
    expect(lines).toContain("the scenario says so, line 6");
  });

  test("of a hook tell why it runs at its place", () => {
    const lines = paneOf("details", { ...failed(), selected: "Job/default/migrate-schema" }, 100, 40).join(
      "\n",
    );
    expect(lines).toContain("The pre-install hook 2 of 3, weight 2:");
  });

  test("have the object as it is, and what the last write changed", () => {
    const selected = { ...failed(), selected: run.pods[1] };
    expect(paneOf("details", { ...selected, tab: "yaml" }).join("\n")).toContain("kind: Pod");
    const diff = paneOf("details", { ...selected, tab: "diff" }, 80, 30).join("\n");
    expect(diff).toContain("changed at ");
    expect(diff).toMatch(/^ [+-] /m);
  });
});

describe("the whole screen", () => {
  test("has the command, the release, the time, the track and the keys", () => {
    const lines = screenOf(failed()).split("\n");
    expect(lines).toHaveLength(24);
    expect(lines[0]).toMatch(/^helm install.*demo\.1 failed .*Helm .*⏸ \d+\.\d+s \/ \d+s {2}1×$/);
    expect(lines[1]).toMatch(/^helm {2}✘ pre-install/);
    expect(lines[2]).toMatch(/^pre-install {2}✔ check-database \(1\) .* ✘ migrate-schema \(2\)/);
    expect(lines[23]).toContain("q quit");
  });

  test("fits the terminal at every moment, whatever is shown", () => {
    fc.assert(
      fc.property(
        fc.record({
          columns: fc.integer({ min: 1, max: 220 }),
          rows: fc.integer({ min: 1, max: 70 }),
          t: fc.double({ min: 0, max: run.end, noNaN: true }),
          focus: fc.constantFrom(...panes),
          tab: fc.constantFrom(...tabs),
          zoomed: fc.boolean(),
          help: fc.boolean(),
          selected: fc.constantFrom(undefined, ...run.pods, "Job/default/migrate-schema", "Pod/default/none"),
          filter: fc.constantFrom("", "migrate", "日本"),
          scale: fc.constantFrom(1, 2, 64),
        }),
        (some) => {
          const lines = screenOf({ ...start, ...some }).split("\n");
          cleanup();
          if (some.columns < 40 || some.rows < 10) return;
          expect(lines.length).toBeLessThanOrEqual(some.rows);
          expect(Math.max(...lines.map(widthOf))).toBeLessThanOrEqual(some.columns);
        },
      ),
      { numRuns: 15 },
    );
  });

  test("has no colour where none is wanted, and loses nothing by it", () => {
    const shown = render(
      <ColorContext value={false}>
        <Screen state={failed()} />
      </ColorContext>,
    ).lastFrame();
    expect(shown).toContain("\u001b[1m");
    expect(shown).not.toContain("38;5;");
    expect(withoutColors(shown ?? "")).toBe(screenOf(failed()));
  });

  test("keeps the clock, the way out and the names of pods where there is little room", () => {
    const lines = screenOf({ ...failed(), columns: 40, rows: 12 }).split("\n");
    expect(lines[0]).toMatch(/^helm insta… {2}failed {2}⏸ \d+\.\d+s \/ \d+s {2}1×$/);
    expect(lines[4]).toMatch(/^ NAME +READY {2}STATUS *$/);
    expect(lines[5]).toMatch(/^ check-database-jthz8/);
    expect(lines[11]).toMatch(/^space play .*\? help {2}q quit *$/);
  });

  test("explains all keys", () => {
    const help = screenOf({ ...start, help: true, columns: 160, rows: 60 });
    for (const { text } of keyHelp) expect(help).toContain(text);
  });

  test("says so where there is too little room", () => {
    expect(screenOf({ ...start, columns: 20, rows: 5 }).replace(/\s+/g, " ")).toContain("At least 40×10");
  });
});

describe("with a keyboard", () => {
  const file = "scenarios/hook-fails/scenario.yaml";
  const saved: string[] = [];
  const suspend = vi.fn<() => void>();
  const replay: Replay = {
    text: readFileSync(file, "utf8"),
    simulate: async (text) =>
      simulateScenario(await loadScenario({ file, text, readFile: () => "" }), { trials: false }),
    save: async (name) => {
      saved.push(name);
      return `Wrote ${name}.`;
    },
  };
  /** The program as it runs, with a reader who waits until the screen shows what they expect. */
  const played = async (given: { replay: Replay | undefined } = { replay }) => {
    const app = render(
      <App
        run={run}
        start={{ speed: 1, playing: false, columns: 80, rows: 24 }}
        replay={given.replay}
        suspend={suspend}
      />,
    );
    const frame = (): string => withoutColors(app.lastFrame() ?? "");
    // it listens once it has drawn
    await new Promise((resolve) => setTimeout(resolve, 50));
    return {
      frame,
      press: async (keys: string, expected: string | RegExp): Promise<string> => {
        app.stdin.write(keys);
        await vi.waitFor(() => expect(frame()).toMatch(expected), { timeout: 10_000 });
        return frame();
      },
    };
  };

  test("keys that come in one go are told apart", async () => {
    const { press } = await played();
    await press("rrj", "▸check-database");
    await press("/nobody\r", 'No pod has "nobody"');
    await press("\u001b", "▸check-database");
    await press("0", "⏸ 0.000s");
    expect(await press("\u001b[C", /⏸ 0\.[1-9]/)).toContain("No pod yet");
  });

  test("one asks what if, sees both runs, and keeps the change", async () => {
    const { press, frame } = await played();
    await press("rjx", "… work of Job/check-database fails?");
    await press("\r", "The runs part at");
    expect(frame()).toContain("what if work of Job/check-database fails");
    expect(frame()).toMatch(/─ as it is · 1 of 2 ─/);
    expect(frame()).toMatch(/─ what if · 1 of 1 ─/);
    await press("b", " as it is ");
    await press("s", "Wrote what-if-check-database-fails.");
    expect(saved).toEqual(["what-if-check-database-fails"]);
    await press("X", "Back to the run as it is.");
    await press("s", "There is nothing to save");
  });

  test("a saved recording says that it cannot be run again", async () => {
    const { press } = await played({ replay: undefined });
    expect(await press("rjx\r", "cannot be run again")).not.toContain("what if work");
  });

  test("the terminal is given back on Ctrl-Z", async () => {
    const { press } = await played();
    await press("\u001arrj", "▸check-database");
    expect(suspend).toHaveBeenCalledTimes(1);
  });

  test("time goes by while it is played", async () => {
    const { press } = await played();
    await press("+++ ", /▶ (?!0\.000)/);
    expect(await press(" ", "⏸")).not.toContain("⏸ 0.000s");
  });
});
