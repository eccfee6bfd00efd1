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

/** From so many different messages of one kind on, they are told as one event. */
const manySimilar = 10;
const similarFor = 600_000;

/**
 * Collects events, counting the same one again instead of adding it (staging/client-go/tools/record/events_cache.go).
 * From the tenth different message about the same thing within ten minutes on, one event stands for all of them.
 */
export class EventRecorder {
  /** every write of an event: a repeated one stands here again with its new count */
  readonly log: ClusterEvent[] = [];
  private readonly latest = new Map<string, ClusterEvent>();
  private readonly similar = new Map<string, { readonly messages: Set<string>; last: number }>();

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
    const { kind, namespace, name } = refOf(object);
    const group = [source, kind, namespace, name, object.metadata.uid, type, reason].join("\u0000");
    const combined = this.isOneOfMany(group, message);
    const key = combined ? group : `${group}\u0000${message}\u0000${fieldPath ?? ""}`;
    const earlier = this.latest.get(key);
    const now = this.clock.timestamp();
    const event: ClusterEvent = {
      type,
      reason,
      kind,
      namespace,
      name,
      uid: object.metadata.uid,
      fieldPath,
      source,
      message: combined ? `(combined from similar events): ${message}` : message,
      count: (earlier?.count ?? 0) + 1,
      first: earlier?.first ?? this.kernel.now,
      time: this.kernel.now,
      firstTimestamp: earlier?.firstTimestamp ?? now,
      lastTimestamp: now,
    };
    this.latest.set(key, event);
    this.log.push(event);
  }

  private isOneOfMany(group: string, message: string): boolean {
    const known = this.similar.get(group);
    const seen =
      known === undefined || this.kernel.now - known.last > similarFor
        ? { messages: new Set<string>(), last: this.kernel.now }
        : known;
    this.similar.set(group, seen);
    seen.messages.add(message);
    seen.last = this.kernel.now;
    if (seen.messages.size < manySimilar) return false;
    const [oldest] = seen.messages;
    if (oldest !== undefined) seen.messages.delete(oldest);
    return true;
  }
}
