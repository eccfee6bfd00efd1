import { changedHooks } from "./reasons/changed-hooks.ts";
import { changedOrder } from "./reasons/changed-order.ts";
import type { ComparedCase, ReasonRule } from "./reasons/compared-case.ts";
import { deletedChart } from "./reasons/deleted-chart.ts";
import { downtime } from "./reasons/downtime.ts";
import { failingCommands } from "./reasons/failing-commands.ts";
import { inputErrors } from "./reasons/input-errors.ts";
import { leftOvers } from "./reasons/left-overs.ts";
import { lostObjects } from "./reasons/lost-objects.ts";
import { neverReady } from "./reasons/never-ready.ts";
import { newFindings } from "./reasons/new-findings.ts";
import { otherHelm } from "./reasons/other-helm.ts";
import type { Reason, Verdict } from "./review-result.ts";

/** In the order in which a reader wants them, within a verdict. */
const rules: readonly ReasonRule[] = [
  inputErrors,
  failingCommands,
  neverReady,
  newFindings,
  otherHelm,
  deletedChart,
  lostObjects,
  downtime,
  changedOrder,
  changedHooks,
  leftOvers,
];

/** Everything that a reviewer has to know of a case, the worst first. */
export const judge = (of: ComparedCase): Reason[] => worstFirst(rules.flatMap((rule) => rule(of)));

/** The worst of some verdicts; of none: safe. */
export const worstOf = (verdicts: readonly Verdict[]): Verdict =>
  verdicts.reduce<Verdict>((worst, each) => (severity[each] > severity[worst] ? each : worst), "safe");

/** The worst first, those that are as bad as they came. */
export const worstFirst = <T extends { readonly verdict: Verdict }>(judged: readonly T[]): T[] =>
  judged.toSorted((a, b) => severity[b.verdict] - severity[a.verdict]);

export const severity: Readonly<Record<Verdict, number>> = { safe: 0, "look-here": 1, breaks: 2 };
