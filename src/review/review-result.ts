import type { Finding } from "../recording/finding.ts";
import type { ObjectName, Recording } from "../recording/recording.ts";
import type { Place } from "../util/errors.ts";

/**
 * `safe`: nothing that a reviewer has to know. `look-here`: something changes that a person should have meant.
 * `breaks`: something fails, or never gets ready, that did not fail before.
 */
export type Verdict = "safe" | "look-here" | "breaks";

/** What merging a change does to releases: every report of `seatrial review` is a function of it. */
export interface ReviewResult {
  readonly base: Side;
  readonly head: Side;
  /** the worst of all subjects */
  readonly verdict: Verdict;
  /** the charts and scenarios that the change touches, the worst first, then by path */
  readonly subjects: readonly Subject[];
}

/** One side of the comparison. */
export interface Side {
  /** as the user named it: `origin/main`; `the working tree` */
  readonly ref: string;
  /** the full id of the commit; "" for the working tree */
  readonly commit: string;
}

/** A chart or a scenario that is reviewed. */
export interface Subject {
  readonly kind: "chart" | "scenario";
  /** the chart's folder or the scenario's file, from the root of the repository: `charts/web`; `.` for the root */
  readonly path: string;
  /** the chart's folder in the base, if it has moved since */
  readonly from: string | undefined;
  /** the chart's or the scenario's name */
  readonly name: string;
  /** `affected`: its own files are the same, and something that it uses changed: a values file, a chart, Helm's version */
  readonly change: "changed" | "added" | "deleted" | "affected";
  /** versions of the chart; undefined where there is none */
  readonly versions: { readonly before: string | undefined; readonly after: string | undefined };
  /** what a reader has to know of how it was reviewed, in sentences */
  readonly notes: readonly string[];
  /** the files that make it a subject, from the root of the repository, sorted */
  readonly files: readonly string[];
  readonly verdict: Verdict;
  /** one for each set of values, or combination of a scenario's matrix; the worst first */
  readonly cases: readonly CaseReview[];
}

/** A subject with one set of values. */
export interface CaseReview {
  /**
   * the values file, from the chart's folder: `ci/prod-values.yaml`; of a scenario the combination of its matrix: `replicas=2, helm
   * 3.17.3`; "" for the chart's own values, and where there is no matrix
   */
  readonly values: string;
  readonly verdict: Verdict;
  /** what made the verdict, the worst first; none: safe */
  readonly reasons: readonly Reason[];
  /** a chart: install, upgrade, failing upgrade with rollback, uninstall; a scenario: its steps */
  readonly runs: readonly ReviewRun[];
  /** new ones first, each part with the worst first */
  readonly findings: readonly ReviewFinding[];
}

/** One thing that a reviewer has to know. */
export interface Reason {
  readonly verdict: Exclude<Verdict, "safe">;
  /** one sentence, plain text */
  readonly text: string;
  /** more lines about it, plain text: what Helm printed, what was seen */
  readonly detail: readonly string[];
  /** what to do about it, or "" */
  readonly advice: string;
  /** the rule whose finding it is, or "" */
  readonly rule: string;
  /** where in the repository it comes from; paths start at its root */
  readonly place?: Place | undefined;
}

export type RunName = "install" | "upgrade" | "rollback" | "uninstall" | "scenario";

/**
 * The same commands twice: `before` with the base's chart, `after` with the head's. Upgrades, rollbacks and uninstalls
 * start from a release of the base's chart in both, so that `before` shows what happens if nothing changes. Undefined where
 * a side has no chart, or one that cannot be rendered (see `error`).
 */
export interface ReviewRun {
  readonly name: RunName;
  /** `upgrade from base to head` */
  readonly title: string;
  readonly before: Recording | undefined;
  readonly after: Recording | undefined;
  /** why a side could not be run, or "" */
  readonly error: { readonly before: string; readonly after: string };
  /** what the change does to the order of things; without one of the sides there is nothing to tell */
  readonly order: OrderChange;
  /** what the commands of `after` do to objects that nobody owns; hooks' own are left out */
  readonly effects: Effects;
  /** every workload of `after` (of `before` for a chart that is deleted), in the order in which they came */
  readonly readiness: readonly Readiness[];
  /** what `after` leaves of what Helm made: only told of uninstalls and scenarios */
  readonly left: readonly LeftObject[];
}

export interface OrderChange {
  /** in sentences: `Job/b now starts before Job/a completes`; none: the order is the same */
  readonly sentences: readonly string[];
  /** the unified diff of what came after what, without a head of file names, or "" */
  readonly diff: string;
}

/** Objects in the order in which they came into being. */
export interface Effects {
  readonly created: readonly ObjectName[];
  readonly changed: readonly ObjectName[];
  readonly deleted: readonly ObjectName[];
  /** workloads that were there and get new pods */
  readonly restarted: readonly ObjectName[];
}

/** How many pods of a workload were ready during a run. */
export interface Readiness extends ObjectName {
  /** each number once it is reached, from the workload's beginning on; neighbours differ; `wanted` is spec.replicas */
  readonly points: readonly { readonly t: number; readonly ready: number; readonly wanted: number }[];
  /** the lowest number of ready pods after the workload was first ready as wanted (or was there at the start) */
  readonly lowest: number;
  /** the same without the change; undefined if the workload was not there */
  readonly lowestBefore: number | undefined;
  /** seconds without any ready pod, from the same moment on */
  readonly down: number;
  /** ready and wanted at the end */
  readonly end: { readonly ready: number; readonly wanted: number };
}

export interface LeftObject extends ObjectName {
  /** whether it is left without the change, too */
  readonly before: boolean;
}

export interface ReviewFinding extends Finding {
  /** `new`: only with the change; `fixed`: only without it; `old`: both */
  readonly state: "new" | "fixed" | "old";
  /** the same in every review of the same problem: the rule, the object, the template */
  readonly fingerprint: string;
  /** with paths from the root of the repository */
  readonly place?: Place | undefined;
}
