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

/**
 * Collects events, counting the same one again instead of adding it (staging/client-go/tools/record/events_cache.go):
 * after ten similar ones within ten minutes the message says that it stands for several.
 */
export class EventRecorder {
  /** every write of an event: a repeated one stands here again with its new count */
  readonly log: ClusterEvent[] = [];
  private readonly latest = new Map<string, ClusterEvent>();
  private readonly similar = new Map<string, { messages: Set<string>; since: number }>();

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
    const text = this.aggregated(group, message);
    const key = `${group}\u0000${text}\u0000${fieldPath ?? ""}`;
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
      message: text,
      count: (earlier?.count ?? 0) + 1,
      first: earlier?.first ?? this.kernel.now,
      time: this.kernel.now,
      firstTimestamp: earlier?.firstTimestamp ?? now,
      lastTimestamp: now,
    };
    this.latest.set(key, event);
    this.log.push(event);
  }

  private aggregated(group: string, message: string): string {
    const seen = this.similar.get(group);
    if (seen === undefined || this.kernel.now - seen.since > 600_000) {
      this.similar.set(group, { messages: new Set([message]), since: this.kernel.now });
      return message;
    }
    seen.messages.add(message);
    seen.since = this.kernel.now;
    return seen.messages.size > 10 ? `(combined from similar events): ${message}` : message;
  }
}
