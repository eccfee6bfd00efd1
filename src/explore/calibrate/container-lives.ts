import { controllerOf } from "../../cluster/api/object.ts";
import {
  type Container,
  type ContainerState,
  type ContainerStatus,
  isSidecar,
  type Pod,
} from "../../cluster/api/pod.ts";
import { parseTimestamp } from "../../cluster/api/wall-clock.ts";

/** What one start of one container showed; times in milliseconds, whole seconds apart, undefined: not seen. */
export interface ContainerLife {
  /** `Job/migrate` */
  readonly workload: string;
  readonly container: string;
  /** how long it ran, if it ended by itself, and with what */
  readonly run: number | undefined;
  readonly exitCode: number | undefined;
  readonly oomKilled: boolean;
  /** from its start until its readiness probe would have passed */
  readonly readyAfter: number | undefined;
  /** how long it took to end once its pod was deleted, and with what; "ignore": until it was killed */
  readonly stop: number | "ignore" | undefined;
  readonly stopExitCode: number | undefined;
}

type Terminated = NonNullable<ContainerState["terminated"]>;

/** The lives of all containers of a pod, from the states in which it was seen. */
export function containerLives(states: readonly Pod[]): ContainerLife[] {
  const [first] = states;
  if (first === undefined) return [];
  const workload = workloadOf(first);
  const deleted = deletionOf(states);
  const lives = new Map<string, ContainerLife>();
  for (const pod of states)
    for (const status of statusesOf(pod)) {
      const spec = containersOf(pod).find(({ name }) => name === status.name);
      if (spec === undefined) continue;
      for (const each of [status.state.terminated, status.lastState?.terminated]) {
        if (each?.startedAt === undefined || each.finishedAt === undefined) continue;
        if (isEndedByOthers(pod, spec)) continue;
        const key = `${status.name} ${each.startedAt}`;
        lives.set(key, { ...(lives.get(key) ?? blank(workload, status.name)), ...endOf(each, deleted) });
      }
      const started = status.state.running?.startedAt;
      const ready =
        started === undefined ? undefined : readyAfter(pod, status, spec, parseTimestamp(started));
      if (started === undefined || ready === undefined) continue;
      const key = `${status.name} ${started}`;
      const known = lives.get(key) ?? blank(workload, status.name);
      if (known.readyAfter === undefined) lives.set(key, { ...known, readyAfter: ready });
    }
  return [...lives.values()];
}

/** A sidecar ends with its pod; a pod that is past its deadline or evicted ends all of its containers. */
const isEndedByOthers = ({ status }: Pod, container: Container): boolean =>
  isSidecar(container) || status.reason !== undefined;

const blank = (workload: string, container: string): ContainerLife => ({
  workload,
  container,
  run: undefined,
  exitCode: undefined,
  oomKilled: false,
  readyAfter: undefined,
  stop: undefined,
  stopExitCode: undefined,
});

const statusesOf = ({ status }: Pod): readonly ContainerStatus[] => [
  ...(status.initContainerStatuses ?? []),
  ...(status.containerStatuses ?? []),
];

const containersOf = ({ spec }: Pod): readonly Container[] => [
  ...(spec.initContainers ?? []),
  ...spec.containers,
];

/** When the pod was asked to end, and when its time would be up. */
interface Deletion {
  readonly from: number;
  readonly until: number;
}

function deletionOf(states: readonly Pod[]): Deletion | undefined {
  const metadata = states
    .map((pod) => pod.metadata)
    .find(({ deletionTimestamp }) => deletionTimestamp !== undefined);
  if (metadata?.deletionTimestamp === undefined) return undefined;
  const until = parseTimestamp(metadata.deletionTimestamp);
  return { from: until - (metadata.deletionGracePeriodSeconds ?? 0) * 1000, until };
}

/** The exit code of a process that SIGTERM has ended. */
const sigterm = 143;

function endOf(
  { exitCode, reason, startedAt = "", finishedAt = "" }: Terminated,
  deleted: Deletion | undefined,
): Partial<ContainerLife> {
  const finished = parseTimestamp(finishedAt);
  // In the second in which its pod is deleted a container may also fail by itself.
  const isAsked = finished > (deleted?.from ?? finished) || exitCode === 0 || exitCode === sigterm;
  if (deleted !== undefined && finished >= deleted.from && isAsked) {
    const ignores = exitCode === 137 && finished >= deleted.until;
    return ignores ? { stop: "ignore" } : { stop: finished - deleted.from, stopExitCode: exitCode };
  }
  return { run: finished - parseTimestamp(startedAt), exitCode, oomKilled: reason === "OOMKilled" };
}

/**
 * The server stores when all containers were ready. That holds for a container with a probe that is the only one of its pod
 * with one. Between two probes nobody looks: on average it was ready half a period before.
 */
function readyAfter(
  { spec, status }: Pod,
  { ready }: ContainerStatus,
  container: Container,
  started: number,
): number | undefined {
  const probed = spec.containers.filter(({ readinessProbe }) => readinessProbe !== undefined);
  const condition = status.conditions?.find(({ type }) => type === "ContainersReady");
  if (!ready || probed.length !== 1 || probed[0]?.name !== container.name) return undefined;
  if (condition?.status !== "True" || condition.lastTransitionTime === undefined) return undefined;
  const seen = parseTimestamp(condition.lastTransitionTime) - started;
  const period = (container.readinessProbe?.periodSeconds ?? 10) * 1000;
  return Math.max(0, seen - Math.min(period, seen) / 2);
}

/** The workload at the top of a pod's owners, told from the pod alone. */
function workloadOf(pod: Pod): string {
  const owner = controllerOf(pod);
  if (owner === undefined) return `Pod/${pod.metadata.name}`;
  const { kind, name } = owner;
  const hash = pod.metadata.labels?.["pod-template-hash"];
  if (kind === "ReplicaSet" && hash !== undefined && name.endsWith(`-${hash}`))
    return `Deployment/${name.slice(0, -hash.length - 1)}`;
  // a CronJob names its Jobs after itself and the minute
  return kind === "Job" && /-\d{8}$/.test(name) ? `CronJob/${name.slice(0, -9)}` : `${kind}/${name}`;
}
