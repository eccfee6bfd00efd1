import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseByLines } from "./line-parser.ts";
import { TreeParser } from "./tree-parser.ts";

/** What a parser makes of a source: its tree, "refused", or undefined if it leaves it to another. */
function tree(parse: () => { readonly root: unknown } | undefined): unknown {
  try {
    const document = parse();
    return document && { root: document.root };
  } catch {
    return "refused";
  }
}

const byLines = (source: string): unknown => tree(() => parseByLines(source));
const exactly = (source: string): unknown => tree(() => new TreeParser(source).document());

describe("parseByLines", () => {
  it.each([
    "",
    "# nothing\n\n",
    "a: 1",
    "---\na:\n  b: 'it'\n  c: \"x\" # why\nd:\n- 1\n- e: f\n  g:\n-\n-   - h\n    - i\nj:\n",
    "a: |\n  b\n   c\n\n  d\n\nb: |-\n  x\n\nc: |+\n  y\n\n\nd: >\n  e\n  f\n\n  g\n",
    "list:\n  - |\n    text\n  - key: |2\n       x\n",
    'a: {}\nb: []\nc: [x, \'y\', "z", 1]\nd: {a: b, "c":1, e: [f]}\ne:\n  []\nf: [\n  1,\n  2,\n]\n',
    "a: one\n  two\n\n  three # four\nb: :80\nc: -1\nd: a:b#c\n",
    "a: 'one\n  two'\nb: \"x\\n\\\n  y\"\n...\n# end\n",
    '"quoted key": 1\nspaced : 2\n123: 3\n',
  ])("gives TreeParser's tree of %j", (source) => {
    expect(byLines(source)).toBeDefined();
    expect(byLines(source)).toEqual(exactly(source));
  });

  it.each([
    "a: &x 1\n",
    "a: *x\n",
    "a: !!str 1\n",
    "? a\n: b\n",
    "<<: {a: b}\n",
    "a: 1\r\nb: 2\r\n",
    "a:\tb\n",
    "a: b: c\n",
    "a: 1\n  b: 2\n",
    " a: 1\nb: 2\n",
    "a: 1\n- b\n",
    "a: [1, 2\n",
    "a: 'b\n",
    "a: |\n  b\n c\n",
    "text\n",
    "a: 1\n---\nb: 2\n",
    "---\n",
    "%YAML 1.1\n---\na: 1\n",
  ])("leaves %j alone", (source) => {
    expect(byLines(source)).toBeUndefined();
  });

  const indented = fc.tuple(
    fc.constantFrom("", "  ", "    ", " ", "      "),
    fc.constantFrom(
      "a:",
      "b: 1",
      "c: x y",
      "- d",
      "-",
      "- e: f",
      "- g:",
      "h: |",
      "i: 'j'",
      "k: []",
      "l: {m: n}",
    ),
  );
  const odd = fc.constantFrom(
    "# c",
    "",
    "   ",
    "x",
    "- - y",
    "z: >-",
    "'q",
    "a: b: c",
    "...",
    "---",
    "\tt",
    "] ,",
  );
  const line = fc.oneof(
    { weight: 12, arbitrary: indented.map(([indent, text]) => indent + text) },
    { weight: 1, arbitrary: odd },
  );

  it("never gives another tree than TreeParser", () => {
    let read = 0;
    fc.assert(
      fc.property(fc.array(line, { maxLength: 7 }), fc.constantFrom("", "\n"), (lines, end) => {
        const source = lines.join("\n") + end;
        const found = byLines(source);
        if (found === undefined) return;
        read++;
        expect(found).toEqual(exactly(source));
      }),
      { numRuns: 3000 },
    );
    expect(read).toBeGreaterThan(100);
  });
});
