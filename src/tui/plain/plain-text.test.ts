import { beforeAll, describe, expect, test } from "vitest";
import { keyHelp } from "../model/keys.ts";
import { reduce } from "../model/reduce.ts";
import type { State } from "../model/state.ts";
import { sampleRun, startOf } from "../sample-run.test-support.ts";
import { plainCommands } from "./plain-commands.ts";
import { plainHelp } from "./plain-help.ts";
import { plainText } from "./plain-text.ts";
import { rowText } from "./row-text.ts";

let start: State;
beforeAll(async () => {
  start = startOf(await sampleRun());
});

/** What is told in answer to the last of some lines. */
function told(...lines: readonly string[]): readonly string[] {
  let state = start;
  let answer: readonly string[] = [];
  for (const line of lines) {
    answer = [];
    for (const command of plainCommands(line, state)) {
      if (command.type === "quit" || command.type === "save" || command.type === "suspend") continue;
      const before = state;
      state = reduce(state, command);
      answer = [...answer, ...plainText(command, before, state)];
    }
  }
  return answer;
}

describe("somebody who hears the screen", () => {
  test.each([
    ["web-0   1/2     Running   0          5s", "web-0 Running, 1 of 2 ready"],
    [
      "web-0   0/1     CrashLoopBackOff   2 (10s ago)   1m",
      "web-0 CrashLoopBackOff, 0 of 1 ready, 2 restarts, 10s ago",
    ],
    ["shop    web-0   0/1     Error   1          5s", "web-0 in shop Error, 0 of 1 ready, 1 restart"],
    ["web-0      gone", "web-0 gone"],
  ])("hears the row %j in words", (row, words) => {
    expect(rowText(row)).toBe(words);
  });

  test("is told what has come to pass on the way, each thing once and with its time", () => {
    const lines = told("", "p", "p");
    expect(lines.at(-1)).toMatch(/^\d\.\d+s: Helm: pre-install hook Job\/migrate-schema \(2 of 3\) failed: /);
    expect(lines.filter((line) => line.includes(": Finding hook-fails: "))).toHaveLength(1);
    expect(lines.join("\n")).toMatch(/^\d\.\d+s: migrate-schema-\S+ Running, 1 of 1 ready$/m);
  });

  test("is told of the release only when it changes", () => {
    expect(told("")).toContain("Release demo, revision 1: pending-install.");
    expect(told("", "").join()).not.toContain("Release");
    expect(told("$")).toContain("Release demo, revision 1: failed.");
  });

  test("is told an event by who goes from one to the next, and where one is after a jump", () => {
    expect(told("e")).toContainEqual(
      expect.stringMatching(/^0\.\d+s: SuccessfulCreate, Job\/check-database: /),
    );
    expect(told("$", "0").at(-1)).toMatch(/^Back at 0\.000s of \d+s\.$/);
    expect(told("t 9").at(-1)).toMatch(/^Now at 9\.000s of \d+s\.$/);
  });

  test("hears no bars, frames and signs", () => {
    const ways = [
      "1",
      "2",
      "3",
      "4",
      "enter",
      "j enter d",
      "j enter d d",
      "w",
      "w k",
      "/mig",
      "esc",
      "b",
      "3 k",
    ];
    const lines = ways.flatMap((way) => told("$", ...way.split(" ")));
    expect(lines.length).toBeGreaterThan(100);
    expect(lines.filter((line) => /[─│█▒░▸✔✘◉○◆]|^[+-] /.test(line))).toEqual([]);
  });

  test("gets an answer to every key", () => {
    for (const { keys, bindings } of keyHelp)
      for (const { command } of bindings) {
        if (["quit", "save", "suspend", "prompt", "play"].includes(command.type)) continue;
        const after = plainCommands("j", start).reduce(
          (state, each) => reduce(state, each as Parameters<typeof reduce>[1]),
          reduce(start, { type: "seek", t: 3 }),
        );
        const answer = plainText(command, after, reduce(after, command as Parameters<typeof reduce>[1]));
        expect([keys, answer.length > 0]).toEqual([keys, true]);
      }
  });

  test("can type names of keys, and gets help for what can be typed", () => {
    expect(plainCommands("esc", start)).toEqual([{ type: "cancel" }]);
    expect(plainCommands(" ", start)).toEqual([{ type: "play" }]);
    expect(plainCommands("y", start)).toEqual([]);
    expect(plainHelp.join("\n")).not.toMatch(/[←→↑↓]|PgUp|ctrl-z|zoom/);
  });
});
