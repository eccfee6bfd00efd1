import { type ClusterEvent, combinedPrefix } from "../../cluster/api/event-recorder.ts";
import type { KubeObject } from "../../cluster/api/object.ts";

/**
 * The Event objects that stand for what the cluster has told so far: one for each event, however often it occurred.
 * Their names are the object's and the time of the first occurrence, as client-go makes them.
 */
export function eventObjects(log: readonly ClusterEvent[], startedAt: number): KubeObject[] {
  const latest = new Map<string, ClusterEvent>();
  for (const event of log) {
    const { type, reason, kind, namespace, name, uid, fieldPath = "", source } = event;
    // One that stands for many keeps its object while its message changes.
    const message = event.message.startsWith(combinedPrefix) ? combinedPrefix : event.message;
    latest.set([type, reason, kind, namespace, name, uid, fieldPath, source, message].join("\u0000"), event);
  }
  const names = new Map<string, number>();
  return [...latest.values()].map((event) => {
    // Events of one object in one millisecond differ by nanoseconds.
    const key = `${event.name} ${event.first}`;
    const nth = names.get(key) ?? 0;
    names.set(key, nth + 1);
    const nanoseconds = BigInt(startedAt + event.first) * 1_000_000n + BigInt(nth);
    return eventObject(event, `${event.name}.${nanoseconds.toString(16)}`);
  });
}

function eventObject(event: ClusterEvent, name: string): KubeObject {
  const { type, reason, message, count, firstTimestamp, lastTimestamp, fieldPath, source } = event;
  return {
    apiVersion: "v1",
    kind: "Event",
    metadata: {
      name,
      namespace: event.namespace || "default",
      uid: `event-${name}`,
      resourceVersion: "",
      creationTimestamp: firstTimestamp,
    },
    involvedObject: {
      kind: event.kind,
      ...(event.namespace === "" ? {} : { namespace: event.namespace }),
      ...{ name: event.name, uid: event.uid },
      ...(fieldPath === undefined ? {} : { fieldPath }),
    },
    ...{ type, reason, message, count, firstTimestamp, lastTimestamp },
    source: { component: source },
  };
}
