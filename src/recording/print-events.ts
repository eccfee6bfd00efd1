import type { ClusterEvent } from "../cluster/api/event-recorder.ts";
import { formatTimestamp } from "../cluster/api/wall-clock.ts";
import { kubernetesRules, newestKubernetes } from "../cluster/kubernetes-rules.ts";
import { columnsFor } from "../kubectl/columns/columns-for.ts";
import { eventObjects } from "../kubectl/resources/event-objects.ts";
import { type TableOptions, TablePrinter } from "../kubectl/table-printer.ts";
import type { RecordedEvent, Recording } from "./recording.ts";

/**
 * What `kubectl get events` prints at the end of a recorded run, sorted by when they last occurred. Events about objects
 * without namespace are in `default`.
 */
export function printEvents(recording: Recording, options: TableOptions = {}): string[] {
  const rules = kubernetesRules(recording.kubernetesVersion) ?? kubernetesRules(newestKubernetes);
  if (rules === undefined) return [];
  const startedAt = Date.parse(recording.startedAt);
  const inTime = recording.events
    .filter(({ namespace }) => recording.namespace === "" || (namespace || "default") === recording.namespace)
    .map((event) => clusterEvent(event, startedAt));
  const objects = eventObjects(inTime, startedAt);
  const last = (object: unknown): string => (object as { lastTimestamp: string }).lastTimestamp;
  const sorted = objects
    .map((object, index) => ({ object, index }))
    .sort((a, b) => Date.parse(last(a.object)) - Date.parse(last(b.object)) || a.index - b.index);
  return new TablePrinter(columnsFor("Event", rules), options).print(
    sorted.map(({ object }) => ({ object, event: "" })),
    { now: startedAt + Math.round(recording.end * 1000), rules },
  );
}

function clusterEvent({ t, first, fieldPath, ...event }: RecordedEvent, startedAt: number): ClusterEvent {
  const time = Math.round(t * 1000);
  const firstTime = Math.round(first * 1000);
  return {
    ...event,
    uid: "",
    fieldPath: fieldPath === "" ? undefined : fieldPath,
    first: firstTime,
    time,
    firstTimestamp: formatTimestamp(startedAt + firstTime),
    lastTimestamp: formatTimestamp(startedAt + time),
  };
}
