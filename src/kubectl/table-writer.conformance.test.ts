import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { TableWriter } from "./table-writer.ts";

const recordings = "../shared/recordings";

const files = !existsSync(recordings)
  ? []
  : readdirSync(recordings, { recursive: true, encoding: "utf8" })
      .filter((file) => /helm-v[^/]*\/(pods|jobs|deployments|statefulsets)\.tsv$/.test(file))
      .sort();

test.skipIf(files.length > 0)("skipped: there are no recordings beside this repository", () => {
  expect(files).toEqual([]);
});

test.each(files)("the lines of %s are laid out byte for byte", (file) => {
  const lines = readFileSync(join(recordings, file), "utf8")
    .split("\n")
    .filter(Boolean)
    .map((line) => line.slice(line.indexOf("\t") + 1));
  const rows = lines.map((line) => cellsOf(line, file.endsWith("jobs.tsv")));
  const writer = new TableWriter();
  // kubectl writes the header with the first row, every other row by itself.
  const printed = [rows.slice(0, 2), ...rows.slice(2).map((row) => [row])].flatMap((group) =>
    writer.flush(group),
  );
  expect(printed).toEqual(lines);
});

test.skipIf(files.length === 0)("the founding trace is laid out byte for byte", () => {
  const lines = readFileSync(join(recordings, "00-founding-trace/trace.txt"), "utf8")
    .split("\n")
    .filter(Boolean);
  const rows = lines.map((line) => cellsOf(line, false));
  const writer = new TableWriter();
  expect([...writer.flush(rows.slice(0, 2)), ...rows.slice(2).flatMap((row) => writer.flush([row]))]).toEqual(
    lines,
  );
});

/** A job that has not started has no duration: its cell is blank. */
function cellsOf(line: string, job: boolean): string[] {
  const cells = line.split(/ {2,}/);
  return job && cells.length === 4 ? [...cells.slice(0, 3), "", ...cells.slice(3)] : cells;
}
