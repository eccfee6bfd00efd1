import type { HookEvent } from "../chart/hook-events.ts";
import { compareStrings } from "../util/compare-strings.ts";
import type { ReleaseHook } from "./release.ts";

/** A hook at its place in the run of one event. */
export interface OrderedHook {
  readonly hook: ReleaseHook;
  /** why it stands here, as a sentence */
  readonly why: string;
}

/**
 * The hooks of an event in the order in which Helm runs them (pkg/action/hooks.go): by weight, then by name; the kind
 * counts only between equals, because the stored order is by kind. A hook that names the event twice runs twice.
 */
export function hooksFor(event: HookEvent, hooks: readonly ReleaseHook[]): readonly OrderedHook[] {
  const runs = hooks.flatMap((hook) => hook.events.filter((each) => each === event).map(() => hook));
  const sorted = runs.toSorted((a, b) => a.weight - b.weight || compareStrings(a.name, b.name));
  return sorted.map((hook, i) => ({ hook, why: reason(hook, sorted[i - 1], event) }));
}

function reason(hook: ReleaseHook, before: ReleaseHook | undefined, event: HookEvent): string {
  if (before === undefined) return `It is the first ${event} hook: weight ${hook.weight}.`;
  if (before === hook) return `It names ${event} more than once, so it runs again.`;
  if (before.weight < hook.weight) return `Its weight ${hook.weight} comes after ${before.weight}.`;
  const tie = `It has the same weight ${hook.weight} as ${before.kind}/${before.name}`;
  if (before.name !== hook.name)
    return `${tie}, so the name decides: "${before.name}" comes before "${hook.name}".`;
  if (before.kind !== hook.kind)
    return `${tie} and the same name, so the kind decides: ${before.kind} comes before ${hook.kind}.`;
  return `${tie} and the same name and kind, so its place in the chart decides.`;
}
