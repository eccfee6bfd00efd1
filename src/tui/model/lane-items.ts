import type { RecordedHook } from "../../recording/recording.ts";
import { type Filtered, filtered } from "./filtered.ts";
import { keyOf } from "./key-of.ts";
import { type State, shownRun } from "./state.ts";

/** The lines of the timeline: the hooks that fit the filter, and below them the pods that do, those to come included. */
export class LaneItems {
  constructor(
    readonly hooks: readonly RecordedHook[],
    private readonly pods: Filtered,
  ) {}

  get length(): number {
    return this.hooks.length + this.pods.pods.length;
  }

  keyAt(at: number): string | undefined {
    const hook = this.hooks[at];
    return hook === undefined ? this.pods.pods[at - this.hooks.length] : keyOf(hook);
  }

  /** The line of an object, or -1. */
  placeOf(key: string | undefined): number {
    const hook = this.hooks.findIndex((each) => keyOf(each) === key);
    if (hook >= 0) return hook;
    const pod = this.pods.placeOf(key);
    return pod < 0 ? -1 : pod + this.hooks.length;
  }
}

export function laneItems(state: State): LaneItems {
  const text = state.filter.toLowerCase();
  const hooks = shownRun(state).recording.hooks.filter((hook) =>
    `${keyOf(hook)} ${hook.event}`.toLowerCase().includes(text),
  );
  return new LaneItems(hooks, filtered(shownRun(state), state.filter));
}
