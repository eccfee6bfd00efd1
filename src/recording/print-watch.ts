import type { KubeObject } from "../cluster/api/object.ts";
import { WallClock } from "../cluster/api/wall-clock.ts";
import { kubernetesRules } from "../cluster/kubernetes-rules.ts";
import { columnsFor } from "../kubectl/columns/columns-for.ts";
import { byServerOrder } from "../kubectl/list-order.ts";
import { objectName } from "../kubectl/print-object.ts";
import type { TableOptions } from "../kubectl/table-printer.ts";
import { type WatchLine, WatchPrinter } from "../kubectl/watch-printer.ts";
import { SeatrialError } from "../util/errors.ts";
import { type RecordedLine, type RecordedWrite, type Recording, watchedKinds } from "./recording.ts";

/** What rows are made of. */
type PrintedRecording = Pick<Recording, "kubernetesVersion" | "startedAt" | "namespace" | "objects">;

export interface PrintWatchOptions extends TableOptions {
  /** default: the recording's own; "" for all */
  readonly namespace?: string;
}

/**
 * What `kubectl get KIND -w` prints from the start of a recorded run on, made from the writes.
 *
 * @param kind as in ObjectName: `Pod`, `ReplicaSet`
 */
export const printWatch = (
  recording: PrintedRecording,
  kind: string,
  options: PrintWatchOptions = {},
): RecordedLine[] => printWatches(recording, [kind], options);

/** What the watches of a run print, each laid out when it is first asked for: of most runs nobody reads the rows. */
export function watchedRows(recording: PrintedRecording): Recording["watch"] {
  const printed = new Map<string, readonly RecordedLine[]>();
  const rowsOf = (kind: string): readonly RecordedLine[] => {
    const rows = printed.get(kind) ?? printWatch(recording, kind);
    printed.set(kind, rows);
    return rows;
  };
  return Object.defineProperties({}, { ...rowGetters, [source]: { value: rowsOf } }) as Recording["watch"];
}

const source = Symbol("rows");

interface Rows {
  readonly [source]: (kind: string) => readonly RecordedLine[];
}

/**
 * The same for all recordings: getters of its own would keep each of them until the next full garbage collection, for
 * a hidden class names it.
 */
const rowGetters = Object.fromEntries(
  Object.entries(watchedKinds).map(([name, kind]) => [
    name,
    {
      enumerable: true,
      get(this: Rows) {
        return this[source](kind);
      },
    },
  ]),
);

/**
 * What one `kubectl get KIND -w` for each kind prints, all to one place: a table for each kind, its rows among those of
 * the others in the order of the writes. Objects without namespace are shown in any case.
 */
export function printWatches(
  recording: PrintedRecording,
  kinds: readonly string[],
  options: PrintWatchOptions = {},
): RecordedLine[] {
  const { namespace = recording.namespace, ...table } = options;
  const rules = kubernetesRules(recording.kubernetesVersion);
  if (rules === undefined)
    throw new SeatrialError(
      "kubernetes-version",
      `The recording is of Kubernetes ${recording.kubernetesVersion}, of which nothing is known.`,
      { hint: "Record the run again, or use the version of seatrial that recorded it." },
    );
  const clock = new WallClock(Date.parse(recording.startedAt), () => 0);
  const isShown = ({ namespace: own }: RecordedWrite): boolean =>
    namespace === "" || own === "" || own === namespace;
  const printers = new Map(
    kinds.map((kind) => {
      const columns = columnsFor(kind, rules, definitionOf(kind, recording));
      const prefix = kinds.length > 1 ? { kindPrefix: kindPrefix(kind, recording) } : {};
      return [kind, new WatchPrinter(columns, { ...prefix, ...table }, clock, rules)];
    }),
  );
  const lines: WatchLine[] = [];
  for (const [kind, printer] of printers) {
    const existing = recording.objects.filter(
      (write) => write.type === "EXISTING" && write.kind === kind && isShown(write),
    );
    lines.push(...printer.list(existing.map(({ object }) => object).sort(byServerOrder), 0));
  }
  for (const write of recording.objects) {
    const { t, type, kind, object } = write;
    const printer = printers.get(kind);
    if (printer !== undefined && type !== "EXISTING" && isShown(write))
      lines.push(...printer.event({ type, object, time: Math.round(t * 1000) }));
  }
  return lines.map(({ time, line }) => ({ t: time / 1000, line }));
}

/** `deployment.apps`: what stands before names where several kinds are shown. */
function kindPrefix(kind: string, { objects }: PrintedRecording): string {
  const first = objects.find((write) => write.kind === kind);
  return first === undefined ? kind : (objectName(first.object).split("/")[0] ?? kind);
}

/** The definition of a custom kind as it was last. */
function definitionOf(kind: string, { objects }: PrintedRecording): KubeObject | undefined {
  if (!kind.includes(".")) return undefined;
  const writes = objects.filter((write) => write.kind === "CustomResourceDefinition");
  return writes.findLast(({ object }) => {
    const { group, names } = object.spec as { group: string; names: { kind: string } };
    return `${names.kind}.${group}` === kind;
  })?.object;
}
