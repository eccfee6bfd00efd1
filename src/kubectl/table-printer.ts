import type { KubeObject } from "../cluster/api/object.ts";
import { cellText } from "./cell-text.ts";
import type { Column, PrintContext } from "./columns/column.ts";
import { labelsText } from "./columns/labels-text.ts";
import { TableWriter } from "./table-writer.ts";

/** How `kubectl get` shows a table. */
export interface TableOptions {
  /** `-o wide` */
  readonly wide?: boolean | undefined;
  /** `--all-namespaces`: a column NAMESPACE comes first */
  readonly allNamespaces?: boolean | undefined;
  /** `--show-labels`: a column LABELS comes last */
  readonly showLabels?: boolean | undefined;
  /** `-L`: a column for each of these labels */
  readonly labelColumns?: readonly string[] | undefined;
  readonly noHeaders?: boolean | undefined;
  /** `--output-watch-events`: a column EVENT comes first */
  readonly watchEvents?: boolean | undefined;
  /** put before the name where several kinds are listed: `deployment.apps` */
  readonly kindPrefix?: string | undefined;
}

/** An object to print, and what happened to it. */
export interface TableRow {
  readonly object: KubeObject;
  /** `ADDED`, shown with `watchEvents` only */
  readonly event: string;
}

/**
 * Prints the rows of one kind over time (cli-runtime/pkg/printers/tableprinter.go): the header comes with the first
 * rows and never again, and what is printed in one go is aligned with itself and with what came before.
 */
export class TablePrinter {
  private readonly writer = new TableWriter();
  private readonly columns: readonly Column[];
  private headerDue: boolean;

  constructor(
    columns: readonly Column[],
    private readonly options: TableOptions = {},
  ) {
    this.columns = columns.filter(({ wide }) => options.wide === true || wide !== true);
    this.headerDue = options.noHeaders !== true;
  }

  /** The lines for rows that are printed in one go. */
  print(rows: readonly TableRow[], context: PrintContext): string[] {
    if (rows.length === 0) return [];
    const cells = rows.map((row) => this.cells(row, context).flatMap(cellText));
    if (this.headerDue) cells.unshift(this.header());
    this.headerDue = false;
    return this.writer.flush(cells);
  }

  private header(): string[] {
    const { watchEvents, allNamespaces, labelColumns = [], showLabels } = this.options;
    return [
      ...(watchEvents === true ? ["EVENT"] : []),
      ...(allNamespaces === true ? ["NAMESPACE"] : []),
      ...this.columns.map(({ name }) => name),
      ...labelColumns.map((label) => (label.split("/").at(-1) ?? "").toUpperCase()),
      ...(showLabels === true ? ["LABELS"] : []),
    ];
  }

  private cells({ object, event }: TableRow, context: PrintContext): string[] {
    const { watchEvents, allNamespaces, labelColumns = [], showLabels, kindPrefix } = this.options;
    const { namespace, labels } = object.metadata;
    return [
      ...(watchEvents === true ? [event.padEnd(8)] : []),
      ...(allNamespaces === true ? [namespace ?? ""] : []),
      ...this.columns.map((column) => {
        const text = column.cell(object, context);
        return kindPrefix !== undefined && column.name === "NAME" ? `${kindPrefix}/${text}` : text;
      }),
      ...labelColumns.map((label) => labels?.[label] ?? ""),
      ...(showLabels === true ? [labelsText(labels)] : []),
    ];
  }
}
