import type { RecordedHook, Recording } from "../../recording/recording.ts";
import type { Reason } from "../review-result.ts";
import { type ComparedCase, placeOfHook, type ReasonRule, reason, short } from "./compared-case.ts";

/** Hooks that run only with the change, or only without it: what they do to a release is not undone. */
export const changedHooks: ReasonRule = (of) => {
  const found = new Map<
    string,
    { readonly hook: RecordedHook; readonly isNew: boolean; readonly events: Set<string> }
  >();
  const note = (hook: RecordedHook, isNew: boolean): void => {
    const key = `${isNew} ${short(hook)}`;
    const entry = found.get(key) ?? { hook, isNew, events: new Set<string>() };
    entry.events.add(hook.event);
    found.set(key, entry);
  };
  for (const { name, before, after } of of.runs) {
    if (before === undefined || after === undefined || name === "rollback") continue;
    for (const hook of missing(after, before)) note(hook, true);
    // a run that fails on the way does not get to its later hooks
    if (after.steps.every(({ exitCode }) => exitCode === 0))
      for (const hook of missing(before, after)) note(hook, false);
  }
  return [...found.values()].map(({ hook, isNew, events }) => hookReason(of, hook, isNew, [...events]));
};

const missing = (has: Recording, lacks: Recording): RecordedHook[] =>
  has.hooks.filter((hook) => !lacks.hooks.some((other) => keyOf(other) === keyOf(hook)));

const keyOf = (hook: RecordedHook): string => `${hook.event} ${short(hook)}`;

function hookReason(
  { inRepository }: ComparedCase,
  hook: RecordedHook,
  isNew: boolean,
  events: readonly string[],
): Reason {
  const when = events.join(" and ");
  return isNew
    ? reason("look-here", `${short(hook)} is a new hook of ${when}, number ${hook.order} of ${hook.of}.`, {
        place: inRepository(placeOfHook(hook)),
      })
    : reason("look-here", `${short(hook)} is no longer a hook of ${when}.`);
}
