import type { Place } from "../util/errors.ts";
import type { ObjectName } from "./recording.ts";

export type Severity = "error" | "warning" | "note";

/** A problem that a run showed. */
export interface Finding {
  /** the stable id of the rule: `hook-never-finishes` */
  readonly rule: string;
  readonly severity: Severity;
  /** what is wrong, in one sentence */
  readonly message: string;
  /** what to do about it */
  readonly advice: string;
  /** what it is about, if it is about one object */
  readonly object?: ObjectName;
  /** where in the chart it comes from */
  readonly place?: Place;
  /** when it showed, seconds */
  readonly t?: number;
}
