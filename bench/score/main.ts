// Holds simulated runs against recordings of a real cluster:
// npm run score [-- FOLDER] [--only TEXT] [--differences] [--page FILE]
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { scorePage } from "./score-page.ts";
import { scoreRecordings } from "./score-recordings.ts";
import { scoreTable } from "./score-table.ts";

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { only: { type: "string" }, differences: { type: "boolean" }, page: { type: "string" } },
});
const scores = await scoreRecordings(positionals[0] ?? "scenarios/recorded", values.only);
process.stdout.write(scoreTable(scores));
if (values.page !== undefined) writeFileSync(values.page, scorePage(scores));
if (values.differences === true)
  for (const { name, differences } of scores)
    for (const each of differences) process.stdout.write(`${name}: ${each}\n`);
