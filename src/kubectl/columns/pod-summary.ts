import { type ContainerStatus, isSidecar, type Pod, podCondition } from "../../cluster/api/pod.ts";
import { parseTimestamp } from "../../cluster/api/wall-clock.ts";
import { minorVersion, type PrintContext } from "./column.ts";

/** What the cells READY, STATUS and RESTARTS of a pod are made of. */
export interface PodSummary {
  readonly status: string;
  readonly readyContainers: number;
  readonly totalContainers: number;
  readonly restarts: number;
  /** when the instance before the last restart ended, milliseconds since the epoch; undefined if none is known */
  readonly lastRestart: number | undefined;
}

/** Sums up a pod for one row (pkg/printers/internalversion/printers.go, printPod). */
export function podSummary(pod: Pod, { rules }: Pick<PrintContext, "rules">): PodSummary {
  const sidecars = new Set((pod.spec.initContainers ?? []).filter(isSidecar).map(({ name }) => name));
  const initial = initialisation(pod, sidecars);
  let reason = initial.reason ?? reasonOfPod(pod);
  let { restarts } = initial;
  let readyContainers = initial.readySidecars;
  if (initial.reason === undefined || podCondition(pod, "Initialized")?.status === "True") {
    const main = mainContainers(pod);
    restarts = plus(initial.sidecarRestarts, restartsOf(pod.status.containerStatuses ?? []));
    readyContainers += main.ready;
    reason = main.reason ?? reason;
    if (reason === "Completed") {
      const running = main.ready > 0;
      // Before 1.35 a failed container went unmentioned beside a completed one that comes first.
      const failure = minorVersion(rules) >= 35 ? main.failure : undefined;
      if (running && podCondition(pod, "Ready")?.status === "True") reason = "Running";
      else if (failure !== undefined) reason = failure;
      else if (running) reason = "NotReady";
    }
  }
  return {
    status: deletionStatus(pod, rules.terminalPhaseShowsStatus) ?? reason,
    readyContainers,
    totalContainers: pod.spec.containers.length + sidecars.size,
    restarts: restarts.count,
    lastRestart: restarts.last,
  };
}

function reasonOfPod(pod: Pod): string {
  if (podCondition(pod, "PodScheduled")?.reason === "SchedulingGated") return "SchedulingGated";
  return pod.status.reason || pod.status.phase;
}

function deletionStatus(pod: Pod, terminalPhaseShowsStatus: boolean): string | undefined {
  if (pod.metadata.deletionTimestamp === undefined) return undefined;
  if (pod.status.reason === "NodeLost") return "Unknown";
  const terminal = pod.status.phase === "Succeeded" || pod.status.phase === "Failed";
  return terminal && terminalPhaseShowsStatus ? undefined : "Terminating";
}

/** How far the init containers are: the first one that is not done decides, and the ones after it do not count. */
function initialisation(pod: Pod, sidecars: ReadonlySet<string>) {
  const statuses = pod.status.initContainerStatuses ?? [];
  const result = (reason: string | undefined, readySidecars: number, seen: readonly ContainerStatus[]) => ({
    reason,
    readySidecars,
    restarts: restartsOf(seen),
    sidecarRestarts: restartsOf(seen.filter(({ name }) => sidecars.has(name))),
  });
  let readySidecars = 0;
  for (const [i, status] of statuses.entries()) {
    const { terminated, waiting } = status.state ?? {};
    if (terminated?.exitCode === 0) continue;
    if (sidecars.has(status.name) && status.started === true) {
      if (status.ready) readySidecars++;
      continue;
    }
    const place = `${i}/${pod.spec.initContainers?.length ?? 0}`;
    const detail =
      terminated !== undefined
        ? terminationReason(terminated)
        : waiting?.reason && waiting.reason !== "PodInitializing"
          ? waiting.reason
          : place;
    return result(`Init:${detail}`, readySidecars, statuses.slice(0, i + 1));
  }
  return result(undefined, readySidecars, statuses);
}

/** What the main containers say: the last word has the first of them, in the order of the status. */
function mainContainers(pod: Pod) {
  let reason: string | undefined;
  let failure: string | undefined;
  let ready = 0;
  for (const status of [...(pod.status.containerStatuses ?? [])].reverse()) {
    const { waiting, terminated, running } = status.state ?? {};
    if (waiting?.reason) reason = waiting.reason;
    else if (terminated !== undefined) {
      reason = terminationReason(terminated);
      if (terminated.exitCode !== 0) failure = reason;
    } else if (status.ready && running !== undefined) ready++;
  }
  return { reason, failure, ready };
}

type Termination = NonNullable<NonNullable<ContainerStatus["state"]>["terminated"]>;

const terminationReason = ({ reason, signal, exitCode }: Termination): string =>
  reason || (signal ? `Signal:${signal}` : `ExitCode:${exitCode}`);

interface Restarts {
  readonly count: number;
  readonly last: number | undefined;
}

function restartsOf(statuses: readonly ContainerStatus[]): Restarts {
  return statuses
    .map(({ restartCount, lastState }) => {
      const finished = lastState?.terminated?.finishedAt;
      return { count: restartCount, last: finished === undefined ? undefined : parseTimestamp(finished) };
    })
    .reduce(plus, { count: 0, last: undefined });
}

const plus = (a: Restarts, b: Restarts): Restarts => ({
  count: a.count + b.count,
  last: a.last === undefined || (b.last !== undefined && b.last > a.last) ? b.last : a.last,
});
