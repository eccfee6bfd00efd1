import type { ClusterEvent } from "../cluster/api/event-recorder.ts";
import { type KubeObject, refOf } from "../cluster/api/object.ts";
import type { ClusterContext } from "../cluster/cluster.ts";
import type { HookStart, Outcome, Phase, ProgressListener } from "../helm/progress.ts";
import { columnsFor } from "../kubectl/columns/columns-for.ts";
import { byServerOrder } from "../kubectl/list-order.ts";
import { type WatchLine, WatchPrinter } from "../kubectl/watch-printer.ts";
import type { BehaviourLog } from "./behaviour-log.ts";
import { leftObjects } from "./left-objects.ts";
import { watchedRows } from "./print-watch.ts";
import {
  type Ending,
  type RecordedEvent,
  type RecordedHook,
  type RecordedLine,
  type RecordedPhase,
  type RecordedStep,
  type RecordedWrite,
  type Recording,
  recordingFormat,
  type WatchedKind,
  watchedKinds,
} from "./recording.ts";
import { redact } from "./redact.ts";
import { Spans } from "./spans.ts";

export interface RecorderOptions {
  readonly helmVersion: string;
  readonly seed: number;
  /** whose objects the watches show; all if it is undefined */
  readonly namespace: string | undefined;
  /** whether rows, writes and events are kept; else only what commands, hooks and containers came to is; default: yes */
  readonly detailed?: boolean;
  readonly behaviours?: BehaviourLog;
  /** is told every line of a watch the moment it is printed */
  readonly onLine?: (kind: WatchedKind, line: RecordedLine) => void;
}

/** Collects what happens in a cluster, and what Helm says it does there, from now on: now is time zero. */
export class Recorder implements ProgressListener {
  private readonly origin: number;
  private readonly writes: RecordedWrite[] = [];
  private readonly steps: RecordedStep[] = [];
  private readonly hooks = new Spans<HookStart, Omit<RecordedHook, keyof Ending>>();
  private readonly phases = new Spans<Phase, Omit<RecordedPhase, keyof Ending>>();

  constructor(
    private readonly cluster: ClusterContext,
    private readonly options: RecorderOptions,
  ) {
    this.origin = cluster.kernel.now;
    if (!this.isDetailed) return;
    for (const kind of cluster.api.store.kindNames())
      for (const object of cluster.api.list(kind)) this.write("EXISTING", object);
    cluster.api.onWrite(({ type, object }) => this.write(type, object));
    if (options.onLine !== undefined) this.tellLines(options.onLine);
  }

  /** Notes a command that has ended; times in virtual milliseconds. */
  stepEnded(step: RecordedStep): void {
    this.steps.push({ ...step, start: this.seconds(step.start), end: this.seconds(step.end) });
  }

  phaseStarted(phase: Phase): void {
    const { release, revision, name, event = "" } = phase;
    this.phases.start(phase, { release, revision, name, event }, this.now);
  }

  phaseEnded(phase: Phase, outcome: Outcome): void {
    this.phases.end(phase, outcome, this.now);
  }

  hookStarted(start: HookStart): void {
    const {
      release,
      revision,
      event,
      kind,
      namespace,
      hook,
      weight,
      order,
      of,
      why,
      path,
      line,
      deletePolicies,
    } = start;
    this.hooks.start(
      start,
      {
        release,
        revision,
        event,
        kind,
        namespace,
        name: hook,
        weight,
        order,
        of,
        why,
        path,
        line: line ?? 0,
        deletePolicies,
      },
      this.now,
    );
  }

  hookEnded(start: HookStart, outcome: Outcome): void {
    this.hooks.end(start, outcome, this.now);
  }

  /** What has been recorded up to now. */
  recording(): Recording {
    const { clock, rules } = this.cluster;
    const recorded = {
      format: recordingFormat,
      helmVersion: this.options.helmVersion,
      kubernetesVersion: rules.version,
      seed: this.options.seed,
      startedAt: new Date(clock.startedAt + this.origin).toISOString(),
      namespace: this.options.namespace ?? "",
      end: this.now,
      steps: [...this.steps],
      events: this.isDetailed ? this.recordedEvents() : [],
      hooks: this.hooks.all(this.now),
      phases: this.phases.all(this.now),
      behaviours: this.options.behaviours?.recorded(this.origin) ?? [],
      objects: [...this.writes],
      findings: [],
      left: leftObjects(this.writes),
    } as const;
    return { ...recorded, watch: watchedRows(recorded) };
  }

  private get isDetailed(): boolean {
    return this.options.detailed ?? true;
  }

  private get now(): number {
    return this.seconds(this.cluster.kernel.now);
  }

  /** Since time zero. */
  private seconds(milliseconds: number): number {
    return (milliseconds - this.origin) / 1000;
  }

  private write(type: RecordedWrite["type"], object: KubeObject): void {
    const { kind, namespace, name } = refOf(object);
    this.writes.push({ t: this.now, type, kind, namespace, name, object: redact(object) });
  }

  /** Prints what is there of the watched kinds, and then every write to them, as it happens. */
  private tellLines(onLine: (kind: WatchedKind, line: RecordedLine) => void): void {
    const { api, clock, kernel, rules } = this.cluster;
    const { namespace } = this.options;
    const tell = (name: WatchedKind, lines: readonly WatchLine[]): void => {
      for (const { time, line } of lines) onLine(name, { t: this.seconds(time), line });
    };
    const watches = new Map<string, { readonly name: WatchedKind; readonly printer: WatchPrinter }>();
    for (const [name, kind] of Object.entries(watchedKinds) as [WatchedKind, string][]) {
      const printer = new WatchPrinter(columnsFor(kind, rules), {}, clock, rules);
      tell(name, printer.list(api.list(kind, namespace).sort(byServerOrder), kernel.now));
      watches.set(kind, { name, printer });
    }
    api.onWrite((event) => {
      const ref = refOf(event.object);
      const watch = watches.get(ref.kind);
      if (watch !== undefined && (namespace === undefined || ref.namespace === namespace))
        tell(watch.name, watch.printer.event(event));
    });
  }

  private recordedEvents(): RecordedEvent[] {
    const { log } = this.cluster.events;
    return log.filter(({ time }) => time >= this.origin).map((event) => this.recordedEvent(event));
  }

  private recordedEvent(event: ClusterEvent): RecordedEvent {
    return {
      t: this.seconds(event.time),
      type: event.type,
      reason: event.reason,
      kind: event.kind,
      namespace: event.namespace,
      name: event.name,
      fieldPath: event.fieldPath ?? "",
      source: event.source,
      message: event.message,
      count: event.count,
      first: this.seconds(event.first),
    };
  }
}
