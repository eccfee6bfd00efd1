import { compareRecordings, type Difference } from "../recording/compare.ts";
import type { Recording } from "../recording/recording.ts";
import { compareFindings } from "./compare-findings.ts";
import { orderChange } from "./order-change.ts";
import type { OrderChange, ReviewFinding } from "./review-result.ts";

/** A run and what it is called: `Helm 3.17.3`, `main:charts/web`. */
export interface NamedRun {
  readonly name: string;
  readonly recording: Recording;
}

/** In what two runs differ. */
export interface Comparison {
  readonly before: string;
  readonly after: string;
  readonly order: OrderChange;
  readonly differences: readonly Difference[];
  /** those of one run alone: `new` in the second, `fixed` in the first */
  readonly findings: readonly ReviewFinding[];
}

export const compareRuns = (before: NamedRun, after: NamedRun): Comparison => ({
  before: before.name,
  after: after.name,
  order: orderChange(before.recording, after.recording),
  differences: compareRecordings(before.recording, after.recording),
  findings: compareFindings([before.recording], [after.recording], (place) => place).filter(
    ({ state }) => state !== "old",
  ),
});

export const areSame = ({ differences, findings }: Comparison): boolean =>
  differences.length === 0 && findings.length === 0;
