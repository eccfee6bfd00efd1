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
  const initStatuses = initContainers.map((container) => containerStatus(input, container, true));
  const statuses = containers
    .map((container) => containerStatus(input, container, false))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const generation =
    rules.podObservedGeneration && pod.metadata.generation !== undefined
      ? { observedGeneration: pod.metadata.generation }
      : {};
  const conditions = withTransitions(
    [
      ...(rules.podReadyToStartContainers
        ? [
            {
              type: "PodReadyToStartContainers",
              status: seen.sandbox === "ready" ? ("True" as const) : ("False" as const),
            },
          ]
        : []),
      initializedCondition(pod, phase, initStatuses, statuses),
      readyCondition(pod, phase, initStatuses, statuses),
      containersReadyCondition(pod, phase, initStatuses, statuses),
    ],
    generation,
    pod,
    input.now,
  );
  const kept = (pod.status.conditions ?? []).filter(
    (each) => !conditions.some(({ type }) => type === each.type),
  );
  const ip = seen.sandbox === "none" ? {} : { podIP: input.ips.pod, podIPs: [{ ip: input.ips.pod }] };
  return {
    phase,
    ...(input.verdict === undefined ? {} : { reason: input.verdict.reason, message: input.verdict.message }),
    conditions: [
      ...conditions,
      ...kept.map((each) => (each.type === "PodScheduled" ? withGeneration(each, generation) : each)),
      ...(input.verdict?.condition === undefined ? [] : [{ ...input.verdict.condition, ...generation }]),
    ],
    hostIP: input.ips.host,
    ...ip,
    startTime: pod.status.startTime ?? input.now,
    ...(pod.status.qosClass === undefined ? {} : { qosClass: pod.status.qosClass }),
    ...(initStatuses.length === 0 ? {} : { initContainerStatuses: initStatuses }),
    containerStatuses: statuses,
    ...generation,
  };
}

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
  const sidecars = (pod.spec.initContainers ?? []).filter(isSidecar).map((each) => each.name);
  const counted = [...inits.filter((each) => sidecars.includes(each.name)), ...mains];
  const byName = new Map(counted.map((each) => [each.name, each]));
  const order = [...sidecars, ...pod.spec.containers.map((each) => each.name)];
  const unready = order.filter((name) => byName.get(name)?.ready !== true);
  if (unready.length === 0) return { type, status: "True" };
  return {
    type,
    status: "False",
    reason: "ContainersNotReady",
    message: `containers with unready status: [${unready.join(" ")}]`,
  };
}

function readyCondition(pod: Pod, phase: PodPhase, inits: Statuses, mains: Statuses): PodCondition {
  const containers = containersReadyCondition(pod, phase, inits, mains);
  if (containers.status !== "True") return { ...containers, type: "Ready" };
  const missing = (pod.spec.readinessGates ?? []).filter(
    ({ conditionType }) =>
      pod.status.conditions?.find((each) => each.type === conditionType)?.status !== "True",
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

type Generation = Pick<PodCondition, "observedGeneration">;

/** A condition keeps the time of its last change of status. */
const withTransitions = (
  conditions: readonly PodCondition[],
  generation: Generation,
  pod: Pod,
  now: string,
): readonly PodCondition[] =>
  conditions.map((condition) => {
    const before = podCondition(pod, condition.type);
    const lastTransitionTime =
      before?.status === condition.status && before.lastTransitionTime !== undefined
        ? before.lastTransitionTime
        : now;
    return Object.assign(withGeneration(condition, generation), { lastTransitionTime });
  });

/**
 * Field by field: of an object that is spread from two others, V8 makes a shape of its own, which takes more memory than
 * the object; a pod has five conditions.
 */
function withGeneration(condition: PodCondition, { observedGeneration }: Generation): PodCondition {
  const next: { -readonly [K in keyof PodCondition]: PodCondition[K] } = { ...condition };
  if (observedGeneration !== undefined) next.observedGeneration = observedGeneration;
  return next;
}
