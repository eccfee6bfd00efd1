import type { StatedBehaviour } from "./behaviour/stated-behaviour.ts";
import type { ContainerRule } from "./scenario.ts";

type Match = NonNullable<ContainerRule["match"]>;

const anywhere: Match = {
  workload: undefined,
  container: undefined,
  image: undefined,
  pod: undefined,
  index: undefined,
  attempt: undefined,
  step: undefined,
};

const nothing: Omit<ContainerRule, "match"> = {
  run: undefined,
  exitCode: undefined,
  startedAfter: undefined,
  readyAfter: undefined,
  liveUntil: undefined,
  stop: undefined,
  stopExitCode: undefined,
  oomKilled: undefined,
  startError: undefined,
  postStart: undefined,
  postStartError: undefined,
  preStopError: undefined,
  creates: undefined,
  line: 0,
};

/** A rule for a scenario's `troubles`: that the containers which fit act up in this way. */
export const trouble = (match: Partial<Match>, acts: StatedBehaviour): ContainerRule => ({
  ...nothing,
  ...acts,
  match: { ...anywhere, ...match },
});
