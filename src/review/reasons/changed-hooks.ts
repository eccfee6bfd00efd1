import type { RecordedHook, Recording } from "../../recording/recording.ts";
import type { Reason } from "../review-result.ts";
import { type ComparedCase, type ReasonRule, reason, short } from "./compared-case.ts";

/** Hooks that run only with the change, or only without it: things that are done to a release and not undone. */
export const changedHooks: ReasonRule = (of) => {
  const told = new Set<string>();
  return of.runs.flatMap(({ name, before, after }) => {
    if (before === undefined || after === undefined || name === "rollback") return [];
    // a run that fails on the way does not get to its later hooks
    const completes = after.steps.every(({ exitCode }) => exitCode === 0);
    return [
      ...missing(after, before).map((hook) => ({ hook, is: "new" as const })),
      ...(completes ? missing(before, after).map((hook) => ({ hook, is: "gone" as const })) : []),
    ].flatMap(({ hook, is }): Reason[] => {
      const key = `${is} ${short(hook)}`;
      if (told.has(key)) return [];
      told.add(key);
      return [hookReason(of, hook, is)];
    });
  });
};

const missing = (has: Recording, lacks: Recording): RecordedHook[] =>
  has.hooks.filter((hook) => !lacks.hooks.some((other) => keyOf(other) === keyOf(hook)));

const keyOf = (hook: RecordedHook): string => `${hook.event} ${short(hook)}`;

function hookReason({ inRepository }: ComparedCase, hook: RecordedHook, is: "new" | "gone"): Reason {
  const text =
    is === "new"
      ? `A hook is new: ${short(hook)} runs at ${hook.event}, ${hook.order} of ${hook.of}.`
      : `A hook is gone: ${short(hook)} no longer runs at ${hook.event}.`;
  const place = hook.line === 0 ? { file: hook.path } : { file: hook.path, line: hook.line };
  return reason("look-here", text, is === "new" ? { place: inRepository(place) } : {});
}
