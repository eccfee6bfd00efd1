import { type KubeObject, refOf } from "../cluster/api/object.ts";
import type { ClusterContext } from "../cluster/cluster.ts";
import { columnsFor } from "./columns/columns-for.ts";
import { TablePrinter } from "./table-printer.ts";

/** A table of objects of one kind as kubectl prints it now. */
export function objectTable(objects: readonly KubeObject[], { clock, rules }: ClusterContext): string {
  const [first] = objects;
  if (first === undefined) return "";
  const rows = objects.map((object) => ({ object, event: "" }));
  const lines = new TablePrinter(columnsFor(refOf(first).kind, rules)).print(rows, {
    now: clock.milliseconds,
    rules,
  });
  return lines.map((line) => `${line}\n`).join("");
}
