import { WallClock } from "../cluster/api/wall-clock.ts";
import { kubernetesRules } from "../cluster/kubernetes-rules.ts";
import { columnsFor } from "../kubectl/columns/columns-for.ts";
import { byServerOrder } from "../kubectl/list-order.ts";
import type { TableOptions } from "../kubectl/table-printer.ts";
import { type WatchLine, WatchPrinter } from "../kubectl/watch-printer.ts";
import { SeatrialError } from "../util/errors.ts";
import type { RecordedLine, Recording } from "./recording.ts";

export interface PrintWatchOptions extends TableOptions {
  /** default: the recording's own; "" for all */
  readonly namespace?: string;
}

/**
 * What `kubectl get KIND -w` prints from the start of a recorded run on, made from the writes.
 *
 * @param kind as in ObjectName: `Pod`, `ReplicaSet`
 */
export function printWatch(
  recording: Recording,
  kind: string,
  options: PrintWatchOptions = {},
): RecordedLine[] {
  const { namespace = recording.namespace, ...table } = options;
  const rules = kubernetesRules(recording.kubernetesVersion);
  if (rules === undefined)
    throw new SeatrialError(
      "kubernetes-version",
      `The recording is of Kubernetes ${recording.kubernetesVersion}, of which nothing is known.`,
    );
  const startedAt = Date.parse(recording.startedAt);
  const printer = new WatchPrinter(columnsFor(kind, rules), table, new WallClock(startedAt, () => 0), rules);
  const writes = recording.objects.filter(
    (write) => write.kind === kind && (namespace === "" || write.namespace === namespace),
  );
  const existing = writes.filter(({ type }) => type === "EXISTING");
  const listed = printer.list(existing.map(({ object }) => object).sort(byServerOrder), 0);
  const rows = writes.flatMap(({ t, type, object }) =>
    type === "EXISTING" ? [] : printer.event({ type, object, time: Math.round(t * 1000) }),
  );
  return [...listed, ...rows].map(({ time, line }: WatchLine) => ({ t: time / 1000, line }));
}
