import type { RecordedHook, RecordedPhase } from "../../recording/recording.ts";

/** The phase of hooks that a hook ran in. One that was interrupted may still be open when the next begins. */
export const phaseOf = (hook: RecordedHook, phases: readonly RecordedPhase[]): RecordedPhase | undefined =>
  phases.findLast(
    ({ event, release, revision, start, end }) =>
      hook.event === event &&
      hook.release === release &&
      hook.revision === revision &&
      hook.start >= start &&
      hook.start <= end,
  );
