import type { Behaviour, Behaviours, ContainerStart } from "../cluster/behaviour.ts";
import type { RecordedBehaviour } from "./recording.ts";

interface Started {
  /** virtual milliseconds */
  readonly time: number;
  readonly start: ContainerStart;
  readonly behaviour: Behaviour;
}

/** Notes how each container is going to act, whenever one is started. */
export class BehaviourLog {
  private readonly started: Started[] = [];

  /** The same behaviours, with an ear on the answers. */
  listen(behaviours: Behaviours, now: () => number): Behaviours {
    return {
      ...behaviours,
      behaviourOf: (start) => {
        const behaviour = behaviours.behaviourOf(start);
        this.started.push({ time: now(), start, behaviour });
        return behaviour;
      },
    };
  }

  /** All starts so far; time zero is `origin`, virtual milliseconds. */
  recorded(origin: number): RecordedBehaviour[] {
    return this.started.map(({ time, start, behaviour }) => ({
      t: (time - origin) / 1000,
      namespace: start.pod.metadata.namespace ?? "",
      pod: start.pod.metadata.name,
      container: start.container.name,
      image: start.container.image,
      workload: start.workload,
      attempt: start.attempt,
      ...inSeconds(behaviour),
    }));
  }
}

const seconds = (milliseconds: number | undefined): number | null =>
  milliseconds === undefined ? null : milliseconds / 1000;

function inSeconds(behaviour: Behaviour): Omit<RecordedBehaviour, keyof RecordedStart> {
  const { run, exitCode, oomKilled, startedAfter, readyAfter, liveUntil, stop, source } = behaviour;
  const { startError, preStopError, postStartError } = behaviour;
  return {
    run: seconds(run),
    exitCode: oomKilled ? 137 : exitCode,
    oomKilled,
    startedAfter: seconds(startedAfter),
    readyAfter: seconds(readyAfter),
    liveUntil: seconds(liveUntil),
    stop: stop === "ignore" ? stop : stop / 1000,
    errors: [startError, postStartError, preStopError].filter((error) => error !== undefined),
    source,
  };
}

type RecordedStart = Pick<
  RecordedBehaviour,
  "t" | "namespace" | "pod" | "container" | "image" | "workload" | "attempt"
>;
