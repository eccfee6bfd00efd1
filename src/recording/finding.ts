import type { Place } from "../util/errors.ts";
import type { ObjectName } from "./recording.ts";

export type Severity = "error" | "warning" | "note";

/** A problem that a run showed. */
export interface Finding {
  /** the stable id of the rule: `hook-timeout-too-short` */
  readonly rule: string;
  /** how bad it is */
  readonly severity: Severity;
  /** what is wrong, in one sentence */
  readonly message: string;
  /** what to do about it */
  readonly advice: string;
  /** what it is about, if it is about one object */
  readonly object?: ObjectName;
  /** where in the chart it comes from */
  readonly place?: Place | undefined;
  /** when it showed, seconds; of the further run if `trial` says that there was one */
  readonly t?: number;
  /** what the run showed, one line for each thing, in order: `1.204s FailedMount Pod/migrate-x2f: …` */
  readonly rows?: readonly string[];
  /** the commands of the further run that it showed in; absent: it showed in the run itself */
  readonly trial?: string;
}
