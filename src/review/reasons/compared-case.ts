import type { RecordedHook } from "../../recording/recording.ts";
import type { Place, SeatrialError } from "../../util/errors.ts";
import type { Reason, ReviewFinding, ReviewRun, RunName, Subject } from "../review-result.ts";

/** Why a side of a run has no recording. */
export interface RunErrors {
  readonly before: SeatrialError | undefined;
  readonly after: SeatrialError | undefined;
}

/** All that is known of a subject with one set of values, before it is judged. */
export interface ComparedCase {
  readonly kind: Subject["kind"];
  readonly change: Subject["change"];
  readonly runs: readonly ReviewRun[];
  readonly errors: ReadonlyMap<RunName, RunErrors>;
  readonly findings: readonly ReviewFinding[];
  /** turns a place in a chart into one in the repository */
  readonly inRepository: (place: Place) => Place;
}

/** One thing that is looked at: what it has to tell of a case. */
export type ReasonRule = (of: ComparedCase) => Reason[];

/** A reason with nothing more to say than its sentence. */
export const reason = (
  verdict: Reason["verdict"],
  text: string,
  more: Partial<Omit<Reason, "verdict" | "text">> = {},
): Reason => ({ verdict, text, detail: [], advice: "", rule: "", ...more });

/** `Deployment/web`, without what kinds of extensions carry. */
export const short = ({ kind, name }: { readonly kind: string; readonly name: string }): string =>
  `${kind.split(".")[0]}/${name}`;

export const placeOfHook = ({ path, line }: RecordedHook): Place => ({
  file: path,
  ...(line === 0 ? {} : { line }),
});

/** The API server tells the whole of a pod template that it refuses; nobody reads that. */
export const readable = (line: string): string =>
  line.replace(/Invalid value: (\\?"|\{).*?(?=: field is immutable|: Forbidden|$)/g, "Invalid value: …");
