import type { CheckSummary } from "../../check/case-result.ts";
import type { CheckListener } from "../../check/run-checks.ts";

/** Tells of a run of `seatrial check`, while it goes on and at its end. */
export interface Reporter extends CheckListener {
  ended(summary: CheckSummary): void;
}

/** Where a report goes. */
export interface ReportOutput {
  /** writes to standard output */
  readonly write: (text: string) => void;
  /** replaces the line that shows how far the run is; undefined where nobody watches */
  readonly progress: ((line: string) => void) | undefined;
  readonly color: boolean;
}

export type ReporterFactory = (output: ReportOutput) => Reporter;
