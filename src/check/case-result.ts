import type { Finding } from "../recording/finding.ts";
import type { Place } from "../util/errors.ts";

/** What is wrong with one case. */
export interface Failure {
  readonly kind: "expectation" | "finding" | "snapshot" | "missing-snapshot" | "input" | "error";
  /** in one line: the sentence that did not come true, the file that differs, the error */
  readonly title: string;
  /** what there was instead */
  readonly message: string;
  /** rows of the trace, or a unified diff */
  readonly detail: readonly string[];
  readonly place: Place;
}

/** What came of one run of one scenario. */
export interface CaseResult {
  /** the scenario's name, with the values of its matrix in parentheses */
  readonly id: string;
  /** the scenario file, or the chart's folder */
  readonly file: string;
  /** no failures: passed */
  readonly failures: readonly Failure[];
  /** all that the run showed, where findings are asked for */
  readonly findings?: readonly Finding[];
  readonly snapshot: "matched" | "changed" | "missing" | "written" | "updated" | "untouched";
  /** wall time, seconds */
  readonly seconds: number;
}

/** A whole run of `seatrial check`. */
export interface CheckSummary {
  readonly results: readonly CaseResult[];
  /** cases that `--bail` left out */
  readonly skipped: number;
  /** snapshot files that belong to no case */
  readonly obsolete: readonly string[];
  /** whether those count as a failure; else they are only told, or were removed */
  readonly obsoleteIs: "failure" | "note" | "removed";
  readonly seconds: number;
}

export const passed = ({ failures }: CaseResult): boolean => failures.length === 0;
