import { controllerOf } from "../cluster/api/object.ts";
import type { Pod } from "../cluster/api/pod.ts";
import { type KubernetesRules, kubernetesRules, newestKubernetes } from "../cluster/kubernetes-rules.ts";
import { podSummary } from "../kubectl/columns/pod-summary.ts";
import type { Ending, ObjectName, RecordedWrite, Recording } from "./recording.ts";

/** What a stretch of time was like, for whoever wants to colour it. */
export type Tone =
  /** no node yet */
  | "waiting"
  /** on its node, with containers still to come: volumes, images, init containers */
  | "starting"
  /** runs; of a pod: and is not ready */
  | "running"
  | "ready"
  | "done"
  | "failed"
  /** is being deleted */
  | "ending";

/** A stretch of a lane in one state. */
export interface LaneSpan {
  /** seconds */
  readonly start: number;
  /** where the next state begins, the thing is gone, or the run is over */
  readonly end: number;
  /** a pod's STATUS, `succeeded`, `failed` or `unfinished` */
  readonly state: string;
  /** a pod's READY, else "" */
  readonly ready: string;
  readonly tone: Tone;
}

/** One line of a chart of the run over time. */
export interface Lane {
  readonly kind: "step" | "phase" | "hook" | "pod";
  /** `helm install demo ./chart`, `pre-install hooks`, `Job/migrate`, `web-0` */
  readonly label: string;
  /** of a hook and of a pod */
  readonly object: ObjectName | undefined;
  /** a pod's workload, the top of its owners: `Deployment/web`; a hook's event; else "" */
  readonly group: string;
  /** in order, without overlap; between two of a pod it may have been gone */
  readonly spans: readonly LaneSpan[];
}

/** A run as lines over time: its commands, what Helm did, its hooks, and the pods in the order in which they came. */
export const lanes = (recording: Recording): Lane[] => [
  ...recording.steps.map(({ command, start, end, exitCode }) =>
    lane("step", command, [ending(start, end, exitCode === 0 ? "succeeded" : "failed")]),
  ),
  ...recording.phases.map(({ name, event, ...phase }) =>
    lane("phase", event === "" ? name : `${event} ${name}`, [endingOf(phase)]),
  ),
  ...recording.hooks.map(({ event, kind, namespace, name, ...hook }) =>
    lane("hook", `${kind}/${name}`, [endingOf(hook)], { kind, namespace, name }, event),
  ),
  ...podLanes(recording),
];

/** What each pod went through. One that is created anew under its name goes on in its line. */
export function podLanes({ objects, kubernetesVersion, end }: Recording): Lane[] {
  const rules = kubernetesRules(kubernetesVersion) ?? kubernetesRules(newestKubernetes);
  if (rules === undefined) return [];
  const topOf = ownersTop(objects);
  const found = new Map<string, { group: string; writes: RecordedWrite[] }>();
  for (const write of objects) {
    if (write.kind !== "Pod") continue;
    const key = `${write.namespace}/${write.name}`;
    const pod = found.get(key) ?? { group: topOf(write), writes: [] };
    found.set(key, pod);
    pod.writes.push(write);
  }
  return [...found.values()].flatMap(({ group, writes }) => {
    const [first] = writes;
    if (first === undefined) return [];
    const { kind, namespace, name } = first;
    return [lane("pod", name, podSpans(writes, rules, end), { kind, namespace, name }, group)];
  });
}

/** The top of an object's owners, or itself: `Deployment/web`. What was there before the run comes in any order. */
function ownersTop(objects: readonly RecordedWrite[]): (write: RecordedWrite) => string {
  const owners = new Map<string, string>();
  const own = ({ kind, name }: RecordedWrite): string => `${kind}/${name}`;
  for (const write of objects) {
    const owner = controllerOf(write.object);
    if (owner !== undefined && write.kind !== "Pod")
      owners.set(`${write.namespace} ${own(write)}`, `${owner.kind}/${owner.name}`);
  }
  return (write) => {
    const owner = controllerOf(write.object);
    let top = owner === undefined ? own(write) : `${owner.kind}/${owner.name}`;
    const seen = new Set<string>();
    for (let above: string | undefined = top; above !== undefined && !seen.has(above); ) {
      seen.add(above);
      top = above;
      above = owners.get(`${write.namespace} ${above}`);
    }
    return top;
  };
}

/** The spans of a pod's lane, from all writes to it; `end`: when the run is over. */
export function podSpans(writes: readonly RecordedWrite[], rules: KubernetesRules, end: number): LaneSpan[] {
  const spans: LaneSpan[] = [];
  let isThere = false;
  for (const write of writes) {
    const { t } = write;
    const last = spans.at(-1);
    const next = write.type === "DELETED" ? undefined : podSpan(write, rules, end);
    if (isThere && last !== undefined) {
      if (next !== undefined && isSame(next, last)) continue;
      spans.pop();
      // what lasted no time at all was never seen
      if (last.start < t || next === undefined) spans.push({ ...last, end: t });
    }
    if (next !== undefined) spans.push(next);
    isThere = next !== undefined;
  }
  return spans;
}

function podSpan({ t, object }: RecordedWrite, rules: KubernetesRules, end: number): LaneSpan {
  const pod = object as Pod;
  const { status, readyContainers, totalContainers } = podSummary(pod, { rules });
  const ready = `${readyContainers}/${totalContainers}`;
  return {
    start: t,
    end,
    state: status,
    ready,
    tone: toneOf(pod, status, readyContainers === totalContainers),
  };
}

function toneOf({ spec, status: { phase } }: Pod, status: string, isReady: boolean): Tone {
  switch (status) {
    case "Terminating":
      return "ending";
    case "SchedulingGated":
      return "waiting";
    case "Pending":
      return spec.nodeName === undefined ? "waiting" : "starting";
    case "ContainerCreating":
    case "PodInitializing":
      return "starting";
    case "Running":
      return isReady ? "ready" : "running";
    case "NotReady":
      return "running";
    case "Completed":
    case "Succeeded":
      return phase === "Failed" ? "failed" : "done";
    default:
      return /^Init:\d+\/\d+$/.test(status) ? "starting" : "failed";
  }
}

const lane = (
  kind: Lane["kind"],
  label: string,
  spans: readonly LaneSpan[],
  object?: ObjectName,
  group = "",
): Lane => ({ kind, label, object, group, spans });

const isSame = (a: LaneSpan, b: LaneSpan): boolean =>
  a.state === b.state && a.ready === b.ready && a.tone === b.tone;

const endingOf = ({ start, end, outcome }: Ending): LaneSpan => ending(start, end, outcome);

const ending = (start: number, end: number, outcome: Ending["outcome"]): LaneSpan => ({
  start,
  end,
  state: outcome,
  ready: "",
  tone: outcome === "succeeded" ? "done" : outcome === "failed" ? "failed" : "running",
});
