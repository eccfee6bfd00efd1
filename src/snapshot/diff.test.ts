import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { diffLines } from "./diff-lines.ts";
import { explainChange } from "./explain-change.ts";
import { unifiedDiff } from "./unified-diff.ts";

const texts = fc.array(fc.constantFrom("a", "b", "c", "d"), { maxLength: 12 });

test("a diff holds both texts and takes no line away that may stay", () => {
  fc.assert(
    fc.property(texts, texts, (before, after) => {
      const lines = diffLines(before, after);
      const side = (sign: string) => lines.filter((line) => line.sign !== sign).map(({ text }) => text);
      expect(side("+")).toEqual(before);
      expect(side("-")).toEqual(after);
      expect(lines.filter(({ sign }) => sign === " ")).toHaveLength(common(before, after));
    }),
  );
});

/** The length of a longest common subsequence, the slow way. */
function common([a, ...as]: readonly string[], b: readonly string[]): number {
  if (a === undefined || b.length === 0) return 0;
  const at = b.indexOf(a);
  return Math.max(common(as, b), at < 0 ? 0 : 1 + common(as, b.slice(at + 1)));
}

test("hunks are those of diff -u", () => {
  const before = "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n";
  expect(unifiedDiff(before, before)).toBe("");
  expect(unifiedDiff(before, before.replace("2\n", "").replace("12\n", "12\n13\n"))).toBe(
    "@@ -1,5 +1,4 @@\n 1\n-2\n 3\n 4\n 5\n@@ -10,3 +9,4 @@\n 10\n 11\n 12\n+13\n",
  );
  expect(unifiedDiff("", "a\n")).toBe("@@ -0,0 +1 @@\n+a\n");
  expect(unifiedDiff("a\n", "")).toBe("@@ -1 +0,0 @@\n-a\n");
});

describe("a change is explained", () => {
  const hooks = (...names: string[]): string =>
    `# hooks\n${names.map((name) => `hook Job/${name} starts\n  Job/${name} is created\n  Job/${name} completes\nhook Job/${name} completes\n`).join("")}`;

  test("by the two that changed places", () => {
    expect(explainChange(hooks("a", "b"), hooks("b", "a"))[0]).toBe(
      "hook Job/b now starts before hook Job/a starts",
    );
    expect(explainChange("Job/a completes\nJob/b starts\n", "Job/b starts\nJob/a completes\n")).toEqual([
      "Job/b now starts before Job/a completes",
    ]);
    expect(
      explainChange("  Job/a is created\nstep 1 exits 0\n", "step 1 exits 0\n  Job/a is created\n"),
    ).toEqual(["step 1 now exits 0 before Job/a is created"]);
  });

  test("by what is gone and what is new", () => {
    expect(explainChange("step 1 exits 0\n  Job/a is deleted\n", "step 1 exits 1\n")).toEqual([
      "it no longer comes to this: step 1 exits 0",
      "it no longer comes to this: Job/a is deleted",
      "new: step 1 exits 1",
    ]);
  });

  test("by the times at which things come", () => {
    expect(explainChange("  5s  Job/a Complete 1/1\n", "  4s  Job/a Complete 1/1\n")).toEqual([
      "Job/a Complete 1/1, now at 4s and not at 5s",
    ]);
  });

  test("and comments alone need no words", () => {
    expect(explainChange("# a\nx\n", "# b\nx\n")).toEqual([]);
  });

  test("briefly", () => {
    const lines = Array.from({ length: 20 }, (_, i) => `Job/${i} starts\n`).join("");
    expect(explainChange("", lines)).toHaveLength(6);
    expect(explainChange("", lines).at(-1)).toBe("and 15 more changes");
  });
});
