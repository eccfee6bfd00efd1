import {
  type Container,
  type ContainerState,
  type ContainerStatus,
  isSidecar,
  type Pod,
  type PodCondition,
  type PodPhase,
  type PodStatus,
  podCondition,
} from "../api/pod.ts";
import { formatTimestamp } from "../api/wall-clock.ts";
import type { KubernetesRules } from "../kubernetes-rules.ts";
import { podPhase } from "./pod-phase.ts";
import { type Instance, isRunning, type RuntimeSnapshot } from "./pod-runtime.ts";
import { shouldRestart } from "./restart-policy.ts";

/** Why a pod has failed as a whole. */
export interface Verdict {
  readonly reason: string;
  readonly message: string;
  /** a condition that goes with it */
  readonly condition?: PodCondition;
}

/** What a kubelet knows about one pod when it writes its status. */
export interface StatusInput {
  readonly pod: Pod;
  readonly seen: RuntimeSnapshot;
  /** all containers have been stopped for good */
  readonly terminal: boolean;
  /** why a container waits, from the last attempt to start it */
  readonly reasons: ReadonlyMap<string, { readonly reason: string; readonly message: string }>;
  readonly started: (container: Container) => boolean;
  readonly ready: (container: Container) => boolean;
  /** whether the runtime has told by now as whom a running container runs */
  readonly identified: (container: Container) => boolean;
  readonly rules: KubernetesRules;
  /** wall clock at virtual time zero, milliseconds since the epoch */
  readonly startedAt: number;
  /** now, RFC 3339 */
  readonly now: string;
  readonly ips: { readonly host: string; readonly pod: string };
  /** what the kubelet has decided on: eviction, a passed deadline */
  readonly verdict: Verdict | undefined;
}

/** The status that a kubelet would write now (pkg/kubelet/kubelet_pods.go, generateAPIPodStatus). */
export function podStatus(input: StatusInput): PodStatus {
  const { pod, seen, rules } = input;
  const computed = podPhase(pod, seen, input.terminal, input.started);
  const phase = input.verdict === undefined ? computed : "Failed";
  const { initContainers = [], containers } = pod.spec;
  const inits = initContainers.map((container) => containerStatus(input, container, true));
  const mains = containers.map((container) => containerStatus(input, container, false));
  if (mains.length > 1) mains.sort((a, b) => (a.name < b.name ? -1 : 1));
  const containersReady = containersReadyCondition(pod, phase, inits, mains);
  const own: PodCondition[] = [
    initializedCondition(pod, phase, inits, mains),
    readyCondition(pod, containersReady),
    containersReady,
  ];
  if (rules.podReadyToStartContainers)
    own.unshift({ type: "PodReadyToStartContainers", status: seen.sandbox === "ready" ? "True" : "False" });
  const generation = rules.podObservedGeneration ? pod.metadata.generation : undefined;
  const before = pod.status.conditions ?? [];
  const conditions = own.map((each) =>
    withTransition(each, podCondition(pod, each.type), generation, input.now),
  );
  for (const each of before)
    if (each.type === "PodScheduled") conditions.push(withGeneration(each, generation));
    else if (!own.some(({ type }) => type === each.type)) conditions.push(each);
  if (input.verdict?.condition !== undefined)
    conditions.push(withGeneration(input.verdict.condition, generation));
  // Field by field, here and below: of an object that is spread from others, V8 makes a shape of its own.
  const status: Mutable<PodStatus> = { phase, conditions, hostIP: input.ips.host };
  if (input.verdict !== undefined) {
    status.reason = input.verdict.reason;
    status.message = input.verdict.message;
  }
  if (seen.sandbox !== "none") {
    status.podIP = input.ips.pod;
    status.podIPs = [{ ip: input.ips.pod }];
  }
  status.startTime = pod.status.startTime ?? input.now;
  if (pod.status.qosClass !== undefined) status.qosClass = pod.status.qosClass;
  if (inits.length > 0) status.initContainerStatuses = inits;
  status.containerStatuses = mains;
  if (generation !== undefined) status.observedGeneration = generation;
  return status;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

function containerStatus(input: StatusInput, container: Container, isInit: boolean): ContainerStatus {
  const { pod, seen } = input;
  const instances = seen.containers.get(container.name) ?? [];
  const last = instances.at(-1);
  const before = instances.at(-2);
  const initializes = (pod.spec.initContainers ?? []).length > 0;
  let state: ContainerState =
    last === undefined
      ? { waiting: { reason: initializes ? "PodInitializing" : "ContainerCreating" } }
      : instanceState(last, input.startedAt);
  let lastState = before === undefined ? undefined : instanceState(before, input.startedAt);
  const reason = input.reasons.get(container.name);
  if (reason !== undefined && shouldRestart(pod, container, isInit, last)) {
    if (state.terminated !== undefined) lastState = state;
    state = { waiting: reason };
  }
  const running = isRunning(last) && state.running !== undefined;
  const plainInit = isInit && !isSidecar(container);
  return {
    name: container.name,
    image: container.image,
    ready: plainInit ? last?.exit?.code === 0 : running && input.started(container) && input.ready(container),
    started: plainInit ? running : running && input.started(container),
    restartCount: last?.attempt ?? 0,
    state,
    ...(lastState === undefined ? {} : { lastState }),
    ...(running && input.identified(container) ? { user } : {}),
  };
}

/** What images run as that say nothing else. */
const user = { linux: { uid: 0, gid: 0, supplementalGroups: [0] } };

function instanceState(instance: Instance, epoch: number): ContainerState {
  const startedAt =
    instance.startedAt === undefined ? {} : { startedAt: formatTimestamp(epoch + instance.startedAt) };
  const { exit } = instance;
  if (exit === undefined)
    return instance.startedAt === undefined
      ? { waiting: { reason: "ContainerCreating" } }
      : { running: { startedAt: formatTimestamp(epoch + instance.startedAt) } };
  return {
    terminated: {
      exitCode: exit.code,
      reason: exit.reason,
      ...(exit.message === undefined ? {} : { message: exit.message }),
      ...startedAt,
      finishedAt: formatTimestamp(epoch + exit.at),
    },
  };
}

type Statuses = readonly ContainerStatus[];

function initializedCondition(pod: Pod, phase: PodPhase, inits: Statuses, mains: Statuses): PodCondition {
  if (phase === "Succeeded") return { type: "Initialized", status: "True", reason: "PodCompleted" };
  const begun = mains.some(
    (status) =>
      status.state.running !== undefined || status.state.terminated !== undefined || status.restartCount > 0,
  );
  const unready = inits.filter((status) => {
    const container = pod.spec.initContainers?.find((each) => each.name === status.name);
    if (container !== undefined && isSidecar(container)) return !status.started && !begun;
    return !status.ready && !begun;
  });
  if (unready.length === 0) return { type: "Initialized", status: "True" };
  return {
    type: "Initialized",
    status: "False",
    reason: "ContainersNotInitialized",
    message: `containers with incomplete status: [${unready.map((each) => each.name).join(" ")}]`,
  };
}

function containersReadyCondition(pod: Pod, phase: PodPhase, inits: Statuses, mains: Statuses): PodCondition {
  const type = "ContainersReady";
  if (phase === "Succeeded") return { type, status: "False", reason: "PodCompleted" };
  if (phase === "Failed") return { type, status: "False", reason: "PodFailed" };
  const unready: string[] = [];
  for (const container of pod.spec.initContainers ?? [])
    if (isSidecar(container) && !isReadyIn(inits, container)) unready.push(container.name);
  for (const container of pod.spec.containers) if (!isReadyIn(mains, container)) unready.push(container.name);
  if (unready.length === 0) return { type, status: "True" };
  return {
    type,
    status: "False",
    reason: "ContainersNotReady",
    message: `containers with unready status: [${unready.join(" ")}]`,
  };
}

const isReadyIn = (statuses: Statuses, { name }: Container): boolean =>
  statuses.find((each) => each.name === name)?.ready === true;

function readyCondition(pod: Pod, containersReady: PodCondition): PodCondition {
  if (containersReady.status !== "True") return { ...containersReady, type: "Ready" };
  const missing = (pod.spec.readinessGates ?? []).filter(
    ({ conditionType }) => podCondition(pod, conditionType)?.status !== "True",
  );
  if (missing.length === 0) return { type: "Ready", status: "True" };
  return {
    type: "Ready",
    status: "False",
    reason: "ReadinessGatesNotReady",
    message: missing
      .map(
        ({ conditionType }) =>
          `corresponding condition of pod readiness gate "${conditionType}" does not exist.`,
      )
      .join(", "),
  };
}

/** A condition as of now, with the time of its last change of status; the one before, if that says the same. */
function withTransition(
  condition: PodCondition,
  before: PodCondition | undefined,
  generation: number | undefined,
  now: string,
): PodCondition {
  if (before?.status !== condition.status) return conditionWith(condition, generation, now);
  const { reason, message, observedGeneration, lastTransitionTime } = before;
  const isSame =
    reason === condition.reason && message === condition.message && observedGeneration === generation;
  return isSame && lastTransitionTime !== undefined
    ? before
    : conditionWith(condition, generation, lastTransitionTime ?? now);
}

const withGeneration = (condition: PodCondition, observedGeneration: number | undefined): PodCondition =>
  observedGeneration === undefined || condition.observedGeneration === observedGeneration
    ? condition
    : conditionWith(condition, observedGeneration, condition.lastTransitionTime);

function conditionWith(
  { type, status, reason, message }: PodCondition,
  observedGeneration: number | undefined,
  lastTransitionTime: string | undefined,
): PodCondition {
  const condition: Mutable<PodCondition> = { type, status };
  if (reason !== undefined) condition.reason = reason;
  if (message !== undefined) condition.message = message;
  if (observedGeneration !== undefined) condition.observedGeneration = observedGeneration;
  if (lastTransitionTime !== undefined) condition.lastTransitionTime = lastTransitionTime;
  return condition;
}
