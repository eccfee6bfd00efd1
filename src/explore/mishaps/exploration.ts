import { compareStrings } from "../../util/compare-strings.ts";
import type { Mishap } from "./mishap.ts";
import type { Attempt, Outcome } from "./run-mishap.ts";

/** How bad an end is, the worst first. */
export const harms = {
  stuck: "the retry fails as well",
  broken: "Helm says that all is well, and it is not",
  failed: "the command fails, and the retry puts it right",
  slower: "it takes longer",
  harmless: "it makes no difference",
} as const;

export type Harm = keyof typeof harms;

/** Things that can go wrong and come to the same end. */
export interface Ending {
  readonly harm: Harm;
  /** Helm's word for the release after the command, and after the retry if there was one */
  readonly status: string;
  readonly retryStatus: string | undefined;
  /** what the retry says, if it fails */
  readonly error: string;
  /** what the failed command left: `Job/migrate` */
  readonly left: readonly string[];
  /** what is there at the end and would not be had nothing gone wrong */
  readonly extra: readonly string[];
  /** what is not there at the end and would be */
  readonly missing: readonly string[];
  /** workloads that are not ready at the end */
  readonly unwell: readonly string[];
  /** hooks that have never succeeded and else would have */
  readonly skipped: readonly string[];
  readonly cases: readonly Case[];
}

export interface Case extends Pick<Mishap, "about" | "subject" | "what"> {
  /** how long the command took, and the retry: seconds */
  readonly took: number;
  readonly retryTook: number | undefined;
  /** the command's last words, if it failed */
  readonly error: string;
}

/** What can go wrong with a command, and what comes of it. */
export interface Exploration {
  readonly command: string;
  readonly retry: string;
  readonly helmVersion: string;
  /** seconds that the command takes if nothing goes wrong */
  readonly took: number;
  /** Helm's last words if the command fails without anything going wrong; then there are no endings */
  readonly failure: string;
  readonly endings: readonly Ending[];
}

/** Sorts what has gone wrong by its end, the worst first; within one, what cost the most time comes first. */
export function foldOutcomes(
  outcomes: readonly (readonly [Mishap, Outcome])[],
  undisturbed: Outcome,
): Ending[] {
  const folded = new Map<string, { readonly ending: Omit<Ending, "cases">; readonly cases: Case[] }>();
  for (const [mishap, outcome] of outcomes) {
    const ending = endingOf(outcome, undisturbed);
    const key = JSON.stringify(ending);
    const group = folded.get(key) ?? { ending, cases: [] };
    folded.set(key, group);
    group.cases.push(caseOf(mishap, outcome));
  }
  const rank = Object.keys(harms);
  return [...folded.values()]
    .map(({ ending, cases }) => ({ ...ending, cases: cases.toSorted((a, b) => lost(b) - lost(a)) }))
    .sort(
      (a, b) =>
        rank.indexOf(a.harm) - rank.indexOf(b.harm) ||
        lost(b.cases[0]) - lost(a.cases[0]) ||
        compareStrings(JSON.stringify(a), JSON.stringify(b)),
    );
}

const lost = (one: Case | undefined): number => (one?.took ?? 0) + (one?.retryTook ?? 0);

const caseOf = ({ about, subject, what }: Mishap, { first, retry }: Outcome): Case => ({
  about,
  subject,
  what,
  took: first.took,
  retryTook: retry?.took,
  error: first.error,
});

function endingOf({ first, retry, hooks }: Outcome, undisturbed: Outcome): Omit<Ending, "cases"> {
  const last = retry ?? first;
  const usual = undisturbed.first;
  const facts = {
    status: first.status,
    retryStatus: retry?.status,
    error: retry?.error ?? "",
    left: retry === undefined ? [] : first.left,
    extra: without(last.left, usual.left),
    missing: without(usual.left, last.left),
    unwell: without(last.unwell, usual.unwell),
    skipped: without(undisturbed.hooks, hooks),
  };
  return { harm: harmOf(facts, last, first.took - usual.took, retry !== undefined), ...facts };
}

/** Less than a second more, milliseconds of pulling and scheduling, nobody notices. */
const noticeable = 1;

function harmOf(
  { unwell, skipped, missing }: Pick<Ending, "unwell" | "skipped" | "missing">,
  last: Attempt,
  later: number,
  failed: boolean,
): Harm {
  if (last.exitCode !== 0) return "stuck";
  if ([...unwell, ...skipped, ...missing].length > 0) return "broken";
  if (failed) return "failed";
  return later > noticeable ? "slower" : "harmless";
}

const without = (names: readonly string[], others: readonly string[]): string[] =>
  names.filter((name) => !others.includes(name));
