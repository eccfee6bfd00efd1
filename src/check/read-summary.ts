import { readFileSync } from "node:fs";
import { SeatrialError } from "../util/errors.ts";
import type { CheckSummary } from "./case-result.ts";

/** What the JSON reporter begins with. */
export const summaryFormat = "seatrial-check/1";

/** The reports of several shards as one. @throws SeatrialError for a file that is no report */
export function readSummaries(files: readonly string[]): CheckSummary {
  const parts = files.map(readSummary);
  return {
    results: parts.flatMap(({ results }) => results),
    skipped: parts.reduce((sum, { skipped }) => sum + skipped, 0),
    // each shard knows all scenarios
    obsolete: [...new Set(parts.flatMap(({ obsolete }) => obsolete))],
    obsoleteIs: parts[0]?.obsoleteIs ?? "note",
    seconds: Math.max(0, ...parts.map(({ seconds }) => seconds)),
  };
}

function readSummary(file: string): CheckSummary {
  const hint = "seatrial check --shard 1/2 --reporter json writes one.";
  try {
    const value = JSON.parse(readFileSync(file, "utf8")) as CheckSummary & { readonly format?: unknown };
    if (value.format === summaryFormat) return value;
  } catch (cause) {
    throw new SeatrialError("not-a-report", `${file} cannot be read as a report.`, { file, hint, cause });
  }
  throw new SeatrialError("not-a-report", `${file} is no report of seatrial check.`, { file, hint });
}
