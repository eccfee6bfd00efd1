import { controllerOf } from "../../cluster/api/object.ts";
import { kindName } from "../../cluster/api/resources.ts";
import { type KubernetesRules, kubernetesRules, newestKubernetes } from "../../cluster/kubernetes-rules.ts";
import { type LaneSpan, podSpans } from "../../recording/lanes.ts";
import type {
  RecordedBehaviour,
  RecordedEvent,
  RecordedHook,
  RecordedLine,
  RecordedWrite,
  Recording,
} from "../../recording/recording.ts";
import { keyOf } from "./key-of.ts";
import { type LogEntry, logOf } from "./log.ts";
import { type SearchTexts, searchTexts } from "./search-texts.ts";
import { countUntil, countWhere, sortedTimes } from "./times.ts";

/** Things at which one can stop on the way through a run. */
export type Stop = "row" | "event" | "phase" | "finding" | "change";

/** A row of `kubectl get pod -w`. */
export interface PodRow extends RecordedLine {
  /** the pod's key */
  readonly key: string;
}

/**
 * A recording, ready for looking at any moment of it: whatever is asked for is found by binary search, and what only a
 * few pods are asked for is worked out for those pods alone. What goes over the whole recording is done when it is
 * opened, so that no key has to wait for it.
 */
export class RunIndex {
  /** keys of the pods in the order in which they came, and when each first came */
  readonly pods: readonly string[];
  readonly podTimes: readonly number[];
  /** keys of the Secrets that Helm keeps its releases in */
  readonly releaseRecords: readonly string[];
  /** when the last thing of all happened */
  readonly end: number;
  readonly rules: KubernetesRules;
  readonly startedAt: number;
  /** the line that names the columns of the watch, or "", and its rows */
  readonly rowTitles: string;
  readonly rows: readonly PodRow[];
  /** events, what Helm does, and what it prints */
  readonly log: readonly LogEntry[];
  /** what a filter looks through */
  readonly searched: SearchTexts;

  private readonly places = new Map<string, number[]>();
  private readonly spans = new Map<string, readonly LaneSpan[]>();
  private readonly stops = new Map<Stop, readonly number[]>();
  private readonly events: ReadonlyMap<string, readonly RecordedEvent[]>;
  private readonly starts: ReadonlyMap<string, readonly RecordedBehaviour[]>;

  constructor(readonly recording: Recording) {
    const rules = kubernetesRules(recording.kubernetesVersion) ?? kubernetesRules(newestKubernetes);
    if (rules === undefined) throw new Error(`no rules for Kubernetes ${recording.kubernetesVersion}`);
    this.rules = rules;
    this.startedAt = Date.parse(recording.startedAt);
    const pods: string[] = [];
    const podTimes: number[] = [];
    const releaseRecords: string[] = [];
    for (const [i, write] of recording.objects.entries()) {
      const key = keyOf(write);
      const places = this.places.get(key);
      if (places !== undefined) {
        places.push(i);
        continue;
      }
      this.places.set(key, [i]);
      if (write.kind === "Secret" && write.name.startsWith("sh.helm.release.v1.")) releaseRecords.push(key);
      if (write.kind === "Pod" && this.isShown(write)) {
        pods.push(key);
        podTimes.push(write.t);
      }
    }
    this.pods = pods;
    this.podTimes = podTimes;
    this.releaseRecords = releaseRecords;
    this.end = [
      recording.objects.at(-1)?.t ?? 0,
      recording.events.at(-1)?.t ?? 0,
      ...recording.steps.map(({ end }) => end),
      ...recording.findings.map(({ t, trial }) => (trial === undefined ? (t ?? 0) : 0)),
    ].reduce((end, t) => Math.max(end, t));
    const [title] = recording.watch.pods;
    this.rowTitles = title !== undefined && isTitle(title) ? title.line : "";
    this.rows = rowsOf(recording, pods);
    this.log = logOf(recording);
    this.searched = searchTexts(pods, (key) => this.ownersOf(key), this.rows, this.log);
    this.events = grouped(recording.events, keyOf);
    this.starts = grouped(recording.behaviours, ({ namespace, pod }) =>
      keyOf({ kind: "Pod", namespace, name: pod }),
    );
  }

  /** How many pods have come by now. */
  podsUntil = (t: number): number => countUntil(this.podTimes, t);

  has = (key: string): boolean => this.places.has(key);

  /** All writes to an object. */
  writesOf(key: string): RecordedWrite[] {
    const { objects } = this.recording;
    return (this.places.get(key) ?? []).flatMap((i) => objects[i] ?? []);
  }

  /** The write that made an object what it is at a time, and the one before that. */
  writesAt(key: string, t: number): { readonly now?: RecordedWrite; readonly before?: RecordedWrite } {
    const places = this.places.get(key) ?? [];
    const { objects } = this.recording;
    const count = countWhere(places.length, (i) => (objects[places[i] ?? 0]?.t ?? 0) <= t);
    const at = (i: number): RecordedWrite | undefined => objects[places[i] ?? -1];
    const [now, before] = [at(count - 1), at(count - 2)];
    return { ...(now && { now }), ...(before && { before }) };
  }

  /** What a pod goes through. */
  spansOf(key: string): readonly LaneSpan[] {
    const known = this.spans.get(key);
    if (known !== undefined) return known;
    const spans = podSpans(this.writesOf(key), this.rules, this.recording.end);
    this.spans.set(key, spans);
    return spans;
  }

  /** The keys of an object's owners, the nearest first. */
  ownersOf(key: string): string[] {
    const owners: string[] = [];
    for (let write = this.lastWrite(key); write !== undefined; ) {
      const owner = controllerOf(write.object);
      if (owner === undefined || owners.length > 8) break;
      const { namespace } = write;
      const above = keyOf({ kind: kindName(owner.apiVersion, owner.kind), namespace, name: owner.name });
      owners.push(above);
      write = this.lastWrite(above);
    }
    return owners;
  }

  /** The runs of a hook that is this object. */
  hooksOf = (key: string): RecordedHook[] => this.recording.hooks.filter((hook) => keyOf(hook) === key);

  /** How the containers of a pod acted, in the order in which they were started. */
  behavioursOf(key: string): readonly RecordedBehaviour[] {
    return this.starts.get(key) ?? [];
  }

  /** The events about an object up to a time. */
  eventsOf(key: string, t: number): readonly RecordedEvent[] {
    const events = this.events.get(key) ?? [];
    return events.slice(
      0,
      countWhere(events.length, (i) => (events[i]?.t ?? 0) <= t),
    );
  }

  /** The times of all stops of a sort; of changes, those of one object. */
  stopsOf(stop: Stop, key?: string): readonly number[] {
    if (stop === "change") return key === undefined ? [] : sortedTimes(this.writesOf(key).map(({ t }) => t));
    const known = this.stops.get(stop);
    if (known !== undefined) return known;
    const times = sortedTimes(this.timesOf(stop));
    this.stops.set(stop, times);
    return times;
  }

  private lastWrite(key: string): RecordedWrite | undefined {
    const place = this.places.get(key)?.at(-1);
    return place === undefined ? undefined : this.recording.objects[place];
  }

  private timesOf(stop: Exclude<Stop, "change">): readonly number[] {
    const { events, steps, phases, hooks, findings } = this.recording;
    switch (stop) {
      case "row":
        return this.rows.map(({ t }) => t);
      case "event":
        return events.map(({ t }) => t);
      case "phase":
        return [...steps, ...phases, ...hooks].flatMap(({ start, end }) => [start, end]);
      case "finding":
        return findings.flatMap(({ t, trial }) => (t === undefined || trial !== undefined ? [] : [t]));
    }
  }

  private isShown({ namespace }: RecordedWrite): boolean {
    const shown = this.recording.namespace;
    return shown === "" || namespace === shown;
  }
}

function rowsOf({ watch }: Recording, pods: readonly string[]): PodRow[] {
  const keys = new Map(pods.map((key) => [key.slice(key.lastIndexOf("/") + 1), key]));
  return watch.pods
    .filter((row, i) => i > 0 || !isTitle(row))
    .map(({ t, line }) => ({ t, line, key: keys.get(line.split(" ", 1)[0] ?? "") ?? "" }));
}

const isTitle = ({ line }: RecordedLine): boolean => /^NAME(SPACE)? /.test(line);

function grouped<T>(items: readonly T[], nameOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const name = nameOf(item);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [item]);
    else group.push(item);
  }
  return groups;
}
