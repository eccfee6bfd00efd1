import type { ObjectName, RecordedHook } from "../../recording/recording.ts";
import type { Evidence } from "../evidence.ts";
import type { NumberedWrite } from "../history.ts";

/** What a hook's manifest was sent as: the first write to its object during its run, if there was any. */
export function hookWrite({ history }: Evidence, hook: RecordedHook): NumberedWrite | undefined {
  return (
    hookWrites(history.of(hook), hook).find(({ type }) => type === "ADDED") ??
    hookWrites(history.of(hook), hook)[0]
  );
}

const hookWrites = (writes: readonly NumberedWrite[], { start, end }: RecordedHook): NumberedWrite[] =>
  writes.filter(({ t, type }) => t >= start && t <= end && type !== "DELETED");

export const nameOfHook = ({ kind, namespace, name }: RecordedHook): ObjectName => ({
  kind,
  namespace,
  name,
});

export const hookText = ({ event, kind, name }: Pick<RecordedHook, "event" | "kind" | "name">): string =>
  `the ${event} hook ${kind}/${name}`;
