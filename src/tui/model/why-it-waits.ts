import type { KubeObject } from "../../cluster/api/object.ts";
import type { ContainerStatus, Pod } from "../../cluster/api/pod.ts";
import { parseTimestamp } from "../../cluster/api/wall-clock.ts";
import { timeText } from "./clock.ts";
import type { RunIndex } from "./run-index.ts";

/** What keeps an object from being as it is meant to be, one sentence for each thing; nothing if all is well. */
export function whyItWaits(run: RunIndex, key: string, t: number): string[] {
  const { now } = run.writesAt(key, t);
  if (now === undefined || now.type === "DELETED") return [];
  const { object } = now;
  const reasons = goingAway(object, run);
  const own = now.kind === "Pod" ? podReasons(run, key, object as Pod, t) : conditionReasons(object);
  const hooks = run
    .hooksOf(key)
    .filter(({ start, end }) => start <= t && t < end)
    .map(({ event, start }) => `Helm waits for this ${event} hook since ${timeText(start)}.`);
  return [...hooks, ...reasons, ...own];
}

function goingAway({ metadata }: KubeObject, run: RunIndex): string[] {
  const { deletionTimestamp, finalizers = [] } = metadata;
  if (deletionTimestamp === undefined) return [];
  const until = (parseTimestamp(deletionTimestamp) - run.startedAt) / 1000;
  return [
    `It is being deleted; its grace period ends at ${timeText(Math.max(0, until))}.`,
    ...(finalizers.length === 0 ? [] : [`Finalizers hold it: ${finalizers.join(", ")}.`]),
  ];
}

function podReasons(run: RunIndex, key: string, pod: Pod, t: number): string[] {
  const {
    conditions = [],
    containerStatuses = [],
    initContainerStatuses = [],
    phase,
    reason,
    message,
  } = pod.status;
  const unscheduled = conditions.find(({ type, status }) => type === "PodScheduled" && status === "False");
  const held =
    unscheduled === undefined ? [] : [`No node takes it: ${unscheduled.message ?? unscheduled.reason}`];
  const gone = reason === undefined ? [] : [`${reason}${message === undefined ? "" : `: ${message}`}`];
  const inits = initContainerStatuses.filter(
    ({ state, started }) => state.terminated?.exitCode !== 0 && !started,
  );
  const first = [...initContainerStatuses].find(({ state }) => state.terminated?.exitCode !== 0);
  const init =
    inits.length > 0 && first?.state.running !== undefined ? [`Init container ${first.name} runs.`] : [];
  const done = phase === "Succeeded" || phase === "Failed";
  const containers = [...initContainerStatuses, ...containerStatuses].flatMap((status) =>
    containerReasons(run, key, status, done, t),
  );
  return [...held, ...gone, ...init, ...containers];
}

/** What every pod goes through, and what says nothing more. */
const usual: ReadonlySet<string> = new Set(["ContainerCreating", "PodInitializing"]);

function containerReasons(
  run: RunIndex,
  key: string,
  status: ContainerStatus,
  done: boolean,
  t: number,
): string[] {
  const { name, ready, state } = status;
  const { waiting, terminated, running } = state;
  if (waiting !== undefined)
    return usual.has(waiting.reason) && waiting.message === undefined
      ? [`${name}: ${waiting.reason}${lastEvent(run, key, t)}`]
      : [`${name}: ${waiting.reason}${waiting.message === undefined ? "" : `: ${waiting.message}`}`];
  if (terminated !== undefined && terminated.exitCode !== 0)
    return [`${name} ended with exit code ${terminated.exitCode} (${terminated.reason}).`];
  if (running === undefined || ready || done) return [];
  const start = run.behavioursOf(key).findLast((each) => each.container === name && each.t <= t);
  if (start === undefined) return [`${name} runs and is not ready.`];
  if (start.run !== null && start.readyAfter !== null) return [];
  return start.readyAfter === null
    ? [`${name} runs and never becomes ready.`]
    : [
        `${name} runs and is not ready: its probe can pass from ${timeText(Math.max(0, start.t + start.readyAfter))} on.`,
      ];
}

/** The latest warning about the object may say why. */
function lastEvent(run: RunIndex, key: string, t: number): string {
  const event = run.eventsOf(key, t).findLast(({ type }) => type === "Warning");
  return event === undefined ? "" : ` (${event.reason}: ${event.message})`;
}

interface Status {
  readonly conditions?: readonly { type: string; status: string; reason?: string; message?: string }[];
  readonly replicas?: number;
  readonly readyReplicas?: number;
  readonly active?: number;
}

/** Conditions that tell of trouble, and how many pods are still missing. */
function conditionReasons(object: KubeObject): string[] {
  const status = (object.status ?? {}) as Status;
  const wanted = (object.spec as { replicas?: unknown } | undefined)?.replicas;
  const { readyReplicas = 0, conditions = [], active = 0 } = status;
  return [
    ...(typeof wanted === "number" && readyReplicas < wanted
      ? [`${readyReplicas} of ${wanted} pods are ready.`]
      : []),
    ...(object.kind === "Job" && active > 0
      ? [`${active} of its pods ${active === 1 ? "is" : "are"} active.`]
      : []),
    ...conditions
      .filter(({ type, status: holds }) =>
        ["Failed", "FailureTarget", "ReplicaFailure", "Suspended"].includes(type)
          ? holds === "True"
          : holds === "False",
      )
      .map(
        ({ type, reason, message }) =>
          `${type}: ${reason ?? ""}${message === undefined ? "" : `: ${message}`}`,
      ),
  ];
}
