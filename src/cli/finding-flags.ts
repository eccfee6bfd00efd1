import { readFileSync, writeFileSync } from "node:fs";
import { newFindings, readBaseline, writeBaseline } from "../findings/baseline.ts";
import { type FindingLimit, findingsText, reaches } from "../findings/findings-text.ts";
import { type FlagSpec, flag } from "../helm/flags/flag-spec.ts";
import type { FlagValues } from "../helm/flags/flag-values.ts";
import type { Finding, Severity } from "../recording/finding.ts";
import { SeatrialError } from "../util/errors.ts";
import { tell } from "./streams.ts";
import { wordOf } from "./word-of.ts";

/** Flags of every command that tells findings. */
export const findingFlags: readonly FlagSpec[] = [
  flag("fail-on", "string", "exit with 1 for findings from this severity on: error, warning, note or none", {
    default: "none",
  }),
  flag("baseline", "string", "a file of findings that are known and not told again"),
  flag("write-baseline", "string", "write the findings to a file as known"),
  flag(
    "thorough",
    "bool",
    "look for findings in further runs too, as the three above and -o json do: the retry, the next upgrade, the removal",
  ),
];

/** What the flags say of findings. */
export interface FindingChoice extends FindingLimit {
  /** whether findings are asked for, so that rules may take the time of further runs */
  readonly thorough: boolean;
  /** where they are written to as known; "" for nowhere */
  readonly baseline: string;
}

/** Reads the flags and the baseline. @throws UsageError, SeatrialError */
export function findingChoice(flags: FlagValues): FindingChoice {
  const thresholds: readonly (Severity | "none")[] = ["error", "warning", "note", "none"];
  const file = flags.text("baseline");
  return {
    threshold: wordOf(flags, "fail-on", thresholds),
    known: file === "" ? new Set<string>() : readBaseline(readText(file), file),
    baseline: flags.text("write-baseline"),
    thorough: ["fail-on", "baseline", "write-baseline", "thorough"].some((name) => flags.changed(name)),
  };
}

/** What is done with the findings of a run. */
export interface FindingPolicy {
  readonly thorough: boolean;
  /** Tells what is new on standard error; gives whether it is to fail the command. */
  tell(findings: readonly Finding[]): boolean;
}

/** @throws UsageError, SeatrialError */
export function findingPolicy(flags: FlagValues): FindingPolicy {
  const { threshold, known, baseline, thorough } = findingChoice(flags);
  const all: Finding[] = [];
  return {
    thorough,
    tell: (findings) => {
      all.push(...findings);
      if (baseline !== "") writeFileSync(baseline, writeBaseline(all));
      const fresh = newFindings(findings, known);
      tell(findingsText(fresh));
      return reaches(fresh, threshold);
    },
  };
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (cause) {
    throw new SeatrialError("baseline-unreadable", `The baseline ${file} cannot be read.`, {
      file,
      hint: "--write-baseline makes one.",
      cause,
    });
  }
}
