import type { Finding, Severity } from "../recording/finding.ts";
import type { RuleId } from "../scenario/expect/rule-ids.ts";
import type { Evidence } from "./evidence.ts";

/** A finding before its rule has put its name to it; `severity` where it is not the rule's usual one. */
export type Problem = Omit<Finding, "rule" | "severity"> & { readonly severity?: Severity };

/** The long form of a rule, as `seatrial explain` prints it. */
export interface Explanation {
  /** what happens, and why */
  readonly what: string;
  /** a chart that has the problem */
  readonly example: string;
  /** what to do */
  readonly fix: string;
  /** public threads of people who were bitten */
  readonly links: readonly string[];
}

/** One thing that bites. A rule looks at what happened, never at the text of a chart alone. */
export interface Rule {
  /** stable, kebab-case */
  readonly id: RuleId;
  readonly severity: Severity;
  /** what it finds, as a phrase */
  readonly title: string;
  readonly explain: Explanation;
  find(evidence: Evidence): readonly Problem[];
}
