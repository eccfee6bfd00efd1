import { describe, expect, it } from "vitest";
import { helmRules } from "../profiles/helm-rules.ts";
import { debugTrace } from "./debug-trace.ts";
import { ansic, goLayout, goTime, rfc3339 } from "./go-time.ts";
import { joinErrors } from "./joined-errors.ts";
import { logLine } from "./log-line.ts";
import { textTable } from "./text-table.ts";

describe("a table", () => {
  it("pads cells to their column, with a tab between", () => {
    expect(
      textTable([
        ["A", "LONG"],
        ["value", "x"],
      ]),
    ).toBe("A    \tLONG\nvalue\tx   \n");
  });

  it("cuts a cell of several lines to the width of its longest line", () => {
    expect(textTable([["D"], ["failed: 1 error occurred:\n\t* job x failed\n\n"]])).toBe(
      `${"D".padEnd(25)}\nfailed: 1 error occurr...\n`,
    );
  });

  it("breaks the row where a wider column lets the next line in", () => {
    expect(
      textTable([
        ["1", "short:\n\t* text"],
        ["2", "a much longer text"],
      ]),
    ).toBe(`1\tshort:            \n \t\t* text            \n2\ta much longer text\n`);
  });

  it("counts wide characters twice and control characters not at all", () => {
    expect(
      textTable([
        ["日本", "x"],
        ["abcd", "y"],
        ["\u001bab", "z"],
      ]),
    ).toBe("日本\tx\nabcd\ty\n\u001bab  \tz\n");
  });
});

describe("times", () => {
  const moment = Date.parse("2026-03-03T09:05:07.120Z");
  it("are shown as Go shows them", () => {
    expect(ansic(moment)).toBe("Tue Mar  3 09:05:07 2026");
    expect(ansic(undefined)).toBe("Mon Jan  1 00:00:00 0001");
    expect(goTime(moment)).toBe("2026-03-03 09:05:07.12 +0000 UTC");
    expect(rfc3339(moment)).toBe("2026-03-03T09:05:07.12Z");
    expect(rfc3339(Date.parse("2026-03-03T09:05:07Z"))).toBe("2026-03-03T09:05:07Z");
    expect(goLayout(moment, "02 Jan 06 15:04 MST")).toBe("03 Mar 26 09:05 UTC");
  });
});

describe("joined errors", () => {
  it.each([
    ["3.11.3", ["a", "b"], "a"],
    ["3.12.0", ["a"], "1 error occurred:\n\t* a\n\n"],
    ["3.17.3", ["a", "b"], "2 errors occurred:\n\t* a\n\t* b\n\n"],
    ["4.1.4", ["a", "b"], "a\nb"],
    ["4.1.4", [], undefined],
  ])("Helm %s: %o", (version, errors, text) => {
    expect(joinErrors(errors, helmRules(version))).toBe(text);
  });
});

describe("a trace for --debug", () => {
  const at = { now: Date.parse("2026-11-22T07:51:14.870Z"), elapsed: 300_277 };

  it("tells the cause, what was put in front of it, and where", () => {
    expect(debugTrace("UPGRADE FAILED: no luck", helmRules("3.17.3"), at).split("\n").slice(0, 4)).toEqual([
      "helm.go:86: 2026-11-22 07:51:14.87 +0000 UTC m=+300.277000000 [debug] no luck",
      "UPGRADE FAILED",
      "main.newUpgradeCmd.func2",
      "\thelm.sh/helm/v3/cmd/helm/upgrade.go:244",
    ]);
    expect(debugTrace("release: not found", helmRules("3.17.3"), at)).toBe(
      "helm.go:86: 2026-11-22 07:51:14.87 +0000 UTC m=+300.277000000 [debug] release: not found\n",
    );
  });

  it("is left out where nothing is known", () => {
    expect(debugTrace("no luck", helmRules("4.1.4"), at)).toBe("");
  });
});

describe("a log line", () => {
  it.each([
    ["plain", "level=WARN msg=m a=plain"],
    ["two words", 'level=WARN msg=m a="two words"'],
    ['say "hi"\n', 'level=WARN msg=m a="say \\"hi\\"\\n"'],
    ["a=b", 'level=WARN msg=m a="a=b"'],
    ["", 'level=WARN msg=m a=""'],
    ["größe", "level=WARN msg=m a=größe"],
  ])("quotes %j where it must", (value, line) => {
    expect(logLine("WARN", "m", { a: value })).toBe(line);
  });
});
