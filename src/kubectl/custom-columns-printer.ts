import type { FlagValues } from "../helm/flags/flag-values.ts";
import { compareStrings } from "../util/compare-strings.ts";
import { cellText } from "./cell-text.ts";
import { none } from "./columns/column.ts";
import { findJsonPath } from "./json-path/find-json-path.ts";
import { parsePath } from "./json-path/parse-json-path.ts";
import { KubectlError } from "./kubectl-error.ts";
import { relaxedPath } from "./relaxed-path.ts";
import type { Selection } from "./resources/select.ts";
import { TableWriter } from "./table-writer.ts";

/**
 * `-o custom-columns=NAME:.metadata.name,…`: a column for each path, all objects in one table.
 * @throws KubectlError
 */
export function customColumnsPrinter(
  format: string,
): (session: unknown, flags: FlagValues, selection: Selection) => string {
  const spec = format.slice("custom-columns=".length);
  if (spec === "") throw new KubectlError("custom-columns format specified but no custom columns given");
  const columns = spec.split(",").map((part) => {
    const at = part.indexOf(":");
    if (at < 0)
      throw new KubectlError(`unexpected custom-columns spec: ${part}, expected <header>:<json-path-expr>`);
    return { header: part.slice(0, at), steps: parsePath(relaxedPath(part.slice(at + 1))) };
  });
  return (_session, flags, { found }) => {
    const rows = found.map(({ object }) =>
      columns.flatMap(({ steps }) => cellText(findJsonPath(steps, object).map(goText).join(",") || none)),
    );
    if (!flags.bool("no-headers") && rows.length > 0) rows.unshift(columns.map(({ header }) => header));
    return new TableWriter()
      .flush(rows)
      .map((line) => `${line}\n`)
      .join("");
  };
}

/** As Go's `%v` writes decoded JSON. */
function goText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(goText).join(" ")}]`;
  if (typeof value !== "object" || value === null) return String(value);
  const entries = Object.entries(value).sort(([a], [b]) => compareStrings(a, b));
  return `map[${entries.map(([key, each]) => `${key}:${goText(each)}`).join(" ")}]`;
}
