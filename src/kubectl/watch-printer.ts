import type { WatchEvent, WatchType } from "../cluster/api/api-server.ts";
import type { KubeObject } from "../cluster/api/object.ts";
import type { WallClock } from "../cluster/api/wall-clock.ts";
import type { KubernetesRules } from "../cluster/kubernetes-rules.ts";
import type { Column } from "./columns/column.ts";
import { type TableOptions, TablePrinter } from "./table-printer.ts";

/** A line of a watch and when it was printed. */
export interface WatchLine {
  /** virtual milliseconds */
  readonly time: number;
  readonly line: string;
}

/**
 * `kubectl get KIND -w`: first the objects that are there, then one row for each write, whether or not anything
 * visible changed; an addition, a change and a deletion look the same. Ages are those at the moment of the write.
 */
export class WatchPrinter {
  private readonly table: TablePrinter;

  constructor(
    columns: readonly Column[],
    options: TableOptions,
    private readonly clock: WallClock,
    private readonly rules: KubernetesRules,
  ) {
    this.table = new TablePrinter(columns, options);
  }

  /** The lines for what exists when the watch begins, in the order of the server's list; nothing for an empty list. */
  list(objects: readonly KubeObject[], time: number): WatchLine[] {
    return this.lines(
      objects.map((object) => ({ object, event: "ADDED" })),
      time,
    );
  }

  /** The line for one write, with the header before it if it is the first. */
  event({ type, object, time }: Pick<WatchEvent, "type" | "object" | "time">): WatchLine[] {
    return this.lines([{ object, event: type }], time);
  }

  private lines(rows: readonly { object: KubeObject; event: WatchType }[], time: number): WatchLine[] {
    const context = { now: this.clock.startedAt + time, rules: this.rules };
    return this.table.print(rows, context).map((line) => ({ time, line }));
  }
}
