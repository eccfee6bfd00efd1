import type { Kernel } from "../../sim/kernel.ts";
import { type KubeObject, refOf } from "./object.ts";
import type { WallClock } from "./wall-clock.ts";

/** A Kubernetes event as `kubectl get events` shows it. */
export interface ClusterEvent {
  readonly type: "Normal" | "Warning";
  readonly reason: string;
  /** the object it is about */
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  /** `spec.containers{web}` where it is about one container */
  readonly fieldPath: string | undefined;
  readonly source: string;
  readonly message: string;
  readonly count: number;
  /** virtual milliseconds of the first and of this occurrence */
  readonly first: number;
  readonly time: number;
  readonly firstTimestamp: string;
  readonly lastTimestamp: string;
}

/** How the message of an event that stands for many begins; the rest is that of the latest of them. */
export const combinedPrefix = "(combined from similar events): ";

/** From so many different messages of one kind on, they are told as one event. */
const manySimilar = 10;
const similarFor = 600_000;

/** Events about one object that differ in their message alone. An object has few of these, and most hold one event. */
interface Group {
  readonly source: string;
  readonly type: ClusterEvent["type"];
  readonly reason: string;
  /** another one about the same object */
  readonly next: Group | undefined;
  /** the latest event of each message */
  readonly latest: ClusterEvent[];
  /** that which stands for many */
  combined: ClusterEvent | undefined;
  /** different messages of late, the oldest first; undefined as long as there is one */
  messages: string[] | undefined;
  last: number;
}

/**
 * Collects events, counting the same one again instead of adding it (staging/client-go/tools/record/events_cache.go).
 * From the tenth different message about the same thing within ten minutes on, one event stands for all of them.
 */
export class EventRecorder {
  /** every write of an event: a repeated one stands here again with its new count */
  readonly log: ClusterEvent[] = [];
  /** by the uid of the object, linked: a pod has half a dozen */
  private readonly groups = new Map<string, Group>();
  /** one copy of each text about containers: it is the same in all pods of a workload */
  private readonly texts = new Map<string, string>();

  constructor(
    private readonly kernel: Kernel,
    private readonly clock: WallClock,
  ) {}

  record(
    source: string,
    object: KubeObject,
    type: ClusterEvent["type"],
    reason: string,
    message: string,
    fieldPath?: string,
  ): void {
    const { uid } = object.metadata;
    const group = this.groupOf(uid, source, type, reason);
    const combined = group !== undefined && this.isOneOfMany(group, message);
    const at =
      group?.latest.findIndex((each) => each.message === message && each.fieldPath === fieldPath) ?? -1;
    const earlier = combined ? group.combined : group?.latest[at];
    const now = this.clock.timestamp();
    const { kind, namespace, name } = refOf(object);
    const text = combined ? combinedPrefix + message : message;
    const event: ClusterEvent = {
      type,
      reason,
      kind,
      namespace,
      name,
      uid,
      fieldPath: fieldPath === undefined ? undefined : this.shared(fieldPath),
      source,
      message: fieldPath === undefined ? text : this.shared(text),
      count: (earlier?.count ?? 0) + 1,
      first: earlier?.first ?? this.kernel.now,
      time: this.kernel.now,
      firstTimestamp: earlier?.firstTimestamp ?? now,
      lastTimestamp: now,
    };
    this.log.push(event);
    if (group === undefined) this.addGroup(event);
    else if (combined) group.combined = event;
    else if (earlier === undefined) group.latest.push(event);
    else group.latest[at] = event;
  }

  private groupOf(
    uid: string,
    source: string,
    type: ClusterEvent["type"],
    reason: string,
  ): Group | undefined {
    let group = this.groups.get(uid);
    while (group !== undefined && (group.reason !== reason || group.source !== source || group.type !== type))
      group = group.next;
    return group;
  }

  private addGroup(event: ClusterEvent): void {
    const { source, type, reason, uid, time } = event;
    const next = this.groups.get(uid);
    // lists begin with what they hold: one that is added to an empty one makes room for sixteen more
    this.groups.set(uid, {
      source,
      type,
      reason,
      next,
      latest: [event],
      combined: undefined,
      messages: undefined,
      last: time,
    });
  }

  private isOneOfMany(group: Group, message: string): boolean {
    const { now } = this.kernel;
    if (now - group.last > similarFor) group.messages = [];
    group.last = now;
    const [only] = group.latest;
    if (group.messages === undefined && only?.message === message) return false;
    group.messages ??= only === undefined ? [] : [only.message];
    if (!group.messages.includes(message)) group.messages.push(message);
    if (group.messages.length < manySimilar) return false;
    group.messages.shift();
    return true;
  }

  private shared(text: string): string {
    const known = this.texts.get(text);
    if (known !== undefined) return known;
    this.texts.set(text, text);
    return text;
  }
}
