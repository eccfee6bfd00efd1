import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decode, type Maker } from "./decode.ts";
import { keyText } from "./key-text.ts";
import { readByLines } from "./line-reader.ts";
import { parseYaml } from "./parse-yaml.ts";
import type { Resolved } from "./resolve-scalar.ts";

/** A value as it comes to be: each key that is set, in order, and what each scalar was taken for. */
type Made = Resolved | Made[] | { readonly set: [string, Made][] };

const making: Maker<Made> = {
  finite: true,
  map: () => ({ set: [] }),
  list: () => [],
  scalar: (value) => value,
  key: keyText,
  set: (map, key, value) => {
    if ("set" in map) map.set.push([key, value]);
  },
  push: (list, value) => {
    if (Array.isArray(list)) list.push(value);
  },
};

const byLines = (source: string): unknown => readByLines(source, making);

function exactly(source: string): unknown {
  try {
    return { value: decode(parseYaml(source), making) };
  } catch {
    return "refused";
  }
}

describe("readByLines", () => {
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
    "a: 1\na: 2\nb: {c: 1, c: 2}\n",
    "yes: no\n1.50: 0o7\n0x10: 1_000\n.5: 2001-01-01\n'<<': ~\n\"1\": '1'\n",
  ])("makes of %j what decode makes of its tree", (source) => {
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
    "a: .inf\n",
    "a: [-.Inf, 1]\n",
    "~: a\n",
    "a: {null: b}\n",
    "a: \u0007\n",
    "a: \udc80\n",
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
      "yes: 1.0",
      "b: null",
      "c: [~, 1e3]",
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

  it("never makes another value than decode", () => {
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
