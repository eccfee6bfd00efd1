import type { BehaviourSource } from "../../cluster/behaviour.ts";
import type { RecordedBehaviour } from "../../recording/recording.ts";

/** How a container acts, in words: `runs 10s, then exits with 0`. */
export function behaviourText(behaviour: RecordedBehaviour): string {
  const { run, exitCode, oomKilled, startedAfter, readyAfter, liveUntil, stop, errors } = behaviour;
  const life =
    run === null
      ? "runs for ever"
      : `runs ${run}s, then ${oomKilled ? "is out of memory" : `exits with ${exitCode}`}`;
  const probes =
    run !== null
      ? []
      : [
          startedAfter === null ? "its startup probe never passes" : "",
          readyAfter === null ? "its readiness probe never passes" : `would be ready after ${readyAfter}s`,
          liveUntil === null ? "" : `its liveness probe fails after ${liveUntil}s`,
        ];
  const stops = stop === "ignore" ? "ignores SIGTERM" : `stops in ${stop}s`;
  return [life, ...probes, stops, ...errors].filter((text) => text !== "").join(", ");
}

/** Who decided how a container acts. */
export function sourceText(source: BehaviourSource): string {
  switch (source.kind) {
    case "scenario":
      return source.line === undefined ? "the scenario says so" : `the scenario says so, line ${source.line}`;
    case "annotation":
      return `its annotation ${source.key} says so`;
    case "command":
      return `read off its command: ${source.text}`;
    case "default":
      return `assumed: ${source.why}`;
  }
}
