import fc from "fast-check";
import { expect, test } from "vitest";
import InkOutput from "../../../node_modules/ink/build/output.js";
import LineOutput from "./line-output.ts";

/** The codes that a code takes back. */
const undone: Readonly<Record<string, RegExp>> = { "0": /.*/, "22": /^[12]$/, "27": /^7$/, "39": /^3\d$/ };

/** Each character of a line with the codes that it is shown with, whichever way these were written. */
function looks(line: string): string[] {
  const found: string[] = [];
  let codes: string[] = [];
  for (const part of `0m${line}`.split("\u001b[")) {
    const [, code = "", text = ""] = /^([\d;]+)m(.*)$/.exec(part) ?? [];
    for (const each of code.split(";")) {
      const takesBack = undone[each];
      codes = takesBack === undefined ? [...codes, each] : codes.filter((other) => !takesBack.test(other));
    }
    for (const character of text) found.push(`${character} ${codes.toSorted().join(" ")}`);
  }
  return found.slice(0, found.findLastIndex((each) => each !== "  ") + 1);
}

const line = fc.constantFrom(
  "",
  "web",
  "日本",
  "é│",
  "\u001b[1;32mready\u001b[0m",
  "a \u001b[2mdim\u001b[0m z",
  "\u001b[1;7m▸ a  \u001b[0m",
);

/** Boxes that lie side by side, some of them lower than others. */
const boxes = fc
  .array(fc.array(line, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 })
  .map((columns) => columns.map((lines, i) => ({ x: i * 12, y: i % 2, text: lines.join("\n") })));

test("frames look as ink puts them together", () => {
  fc.assert(
    fc.property(boxes, (all) => {
      const [one, other] = [new InkOutput({ width: 60, height: 5 }), new LineOutput({ height: 5 })];
      for (const output of [one, other])
        for (const { x, y, text } of all) output.write(x, y, text, { transformers: [(each) => each] });
      const [expected, frame] = [one.get(), other.get()];
      expect(frame.height).toBe(expected.height);
      expect(frame.output.split("\n").map(looks)).toEqual(expected.output.split("\n").map(looks));
    }),
  );
});

test("what a box shows takes the place of what was laid out", () => {
  const output = new LineOutput({ height: 2 });
  output.write(2, 0, " \n ", { transformers: [(blank, i) => `${blank}${i}`, (each) => `<${each}>`] });
  expect(output.get().output).toBe("  < 0>\n  < 1>");
});
