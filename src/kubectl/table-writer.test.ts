import fc from "fast-check";
import { expect, test } from "vitest";
import { TableWriter } from "./table-writer.ts";

const header = ["NAME", "READY", "STATUS", "RESTARTS", "AGE"];

test("a column widens from the row that needs it and stays wide", () => {
  const writer = new TableWriter();
  const lines = [
    ...writer.flush([header, ["demo-7kq2x", "0/1", "Pending", "0", "0s"]]),
    ...writer.flush([["demo-7kq2x", "0/1", "Pending", "0", "0s"]]),
    ...writer.flush([["demo-7kq2x", "0/1", "ContainerCreating", "0", "0s"]]),
    ...writer.flush([["demo-7kq2x", "1/1", "Running", "0", "3s"]]),
    ...writer.flush([["demo-7kq2x", "1/1", "Running", "1 (2s ago)", "12s"]]),
    ...writer.flush([["demo-7kq2x", "0/1", "Completed", "1 (4s ago)", "14s"]]),
  ];
  expect(lines.join("\n")).toBe(
    `
NAME         READY   STATUS    RESTARTS   AGE
demo-7kq2x   0/1     Pending   0          0s
demo-7kq2x   0/1     Pending   0          0s
demo-7kq2x   0/1     ContainerCreating   0          0s
demo-7kq2x   1/1     Running             0          3s
demo-7kq2x   1/1     Running             1 (2s ago)   12s
demo-7kq2x   0/1     Completed           1 (4s ago)   14s`.slice(1),
  );
});

test("a narrow column is six wide, and width counts characters, not bytes", () => {
  const writer = new TableWriter();
  expect(writer.flush([["ab", "x"]])).toEqual(["ab    x"]);
  expect(writer.flush([["größe🚢", "x"]])).toEqual(["größe🚢   x"]);
});

test("an empty cell is padded like any other, and an empty last cell leaves the padding of the one before", () => {
  expect(new TableWriter().flush([["a", "", "b"]])).toEqual(["a           b"]);
  expect(new TableWriter().flush([["a", "b", ""]])).toEqual(["a     b     "]);
});

test("rows with fewer cells do not take part in columns they do not have", () => {
  const rows = [["a", "bbbbbbbb", "c"], ["only one cell, and long"], ["aa", "b", "c"]];
  expect(new TableWriter().flush(rows)).toEqual([
    "a     bbbbbbbb   c",
    "only one cell, and long",
    "aa    b          c",
  ]);
});

const flushes = fc.integer({ min: 1, max: 6 }).chain((columns) => {
  const cell = fc.string({ unit: fc.constantFrom(..."abc/9(ü)"), minLength: 1, maxLength: 12 });
  const row = fc.array(cell, { minLength: columns, maxLength: columns });
  return fc.array(fc.array(row, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 6 });
});

test("a line splits back into its cells at three blanks or more", () => {
  fc.assert(
    fc.property(flushes, (groups) => {
      const writer = new TableWriter();
      for (const rows of groups) expect(writer.flush(rows).map((line) => line.split(/ {3,}/))).toEqual(rows);
    }),
  );
});

test("the rows of a flush are aligned, and no column ever moves to the left", () => {
  fc.assert(
    fc.property(flushes, (groups) => {
      const writer = new TableWriter();
      let before: number[] = [];
      for (const rows of groups) {
        const places = writer.flush(rows).map(cellStarts);
        for (const starts of places) expect(starts).toEqual(places[0]);
        for (const [i, start] of before.entries()) expect(places[0]?.[i]).toBeGreaterThanOrEqual(start);
        before = places[0] ?? [];
      }
    }),
  );
});

/** Where the cells of a line begin, in characters. */
const cellStarts = (line: string): number[] =>
  [...line.matchAll(/(?<=^| {3})[^ ]/gu)].map((match) => [...line.slice(0, match.index)].length);
