import type { RecordedHook, Recording } from "../../recording/recording.ts";
import type { Reason } from "../review-result.ts";
import { type ComparedCase, placeOfHook, type ReasonRule, reason, short } from "./compared-case.ts";

const where = {
  install: "In an install",
  upgrade: "In the upgrade",
  rollback: "In the rollback",
  uninstall: "In the uninstall",
  scenario: "In the scenario",
} as const;

/**
 * Things that come in another order. What is the same in several runs is told of the first; of runs that end otherwise the
 * order says nothing. What becomes a hook goes where hooks
 * go.
 */
export const changedOrder: ReasonRule = (of) => {
  const told = new Set<string>();
  return of.runs.flatMap(({ name, order, before, after }): Reason[] => {
    if (after === undefined || codes(before) !== codes(after)) return [];
    const converted = hooksOfOneSide(before, after);
    const fresh = order.sentences.filter(
      (sentence) => !converted.has(/\S+\/\S+/.exec(sentence)?.[0] ?? "") && !told.has(subjects(sentence)),
    );
    for (const sentence of fresh) told.add(subjects(sentence));
    const [first] = fresh;
    if (first === undefined) return [];
    const hook = after.hooks.find((each) => first.includes(` hook ${short(each)} now `));
    return [
      reason("look-here", `${where[name]} the order changes: ${first}.`, {
        detail: fresh.slice(1),
        ...placed(of, hook),
      }),
    ];
  });
};

const placed = ({ inRepository }: ComparedCase, hook: RecordedHook | undefined): Pick<Reason, "place"> =>
  hook === undefined ? {} : { place: inRepository(placeOfHook(hook)) };

/** What becomes a hook, or is none any more, is told as that. */
function hooksOfOneSide(before: Recording | undefined, after: Recording): ReadonlySet<string> {
  const [was, is] = [new Set(before?.hooks.map(short)), new Set(after.hooks.map(short))];
  return new Set([...was, ...is].filter((hook) => was.has(hook) !== is.has(hook)));
}

const codes = (recording: Recording | undefined): string =>
  recording?.steps.map(({ exitCode }) => exitCode).join() ?? "";

/** Hooks of different events tell the same story of the same objects. */
const subjects = (sentence: string): string => (sentence.match(/[\w.-]+\/[\w.~/-]+/g) ?? []).join(" ");
