import { sprintf } from "../gotemplate/fmt/sprintf.ts";
import { quote } from "../gotemplate/text/quote.ts";
import { GoMap } from "../gotemplate/value.ts";
import { copyMap, deepCopyMap, removeNulls } from "./copy-values.ts";
import { type Log, logLine } from "./log-line.ts";
import type { RenderProfile } from "./render-profile.ts";

/** What there is to know of a chart here. */
interface ValuesTree {
  readonly metadata: { readonly name: string };
  readonly values: GoMap;
  readonly dependencies: readonly ValuesTree[];
}

/**
 * Fills values with the defaults of a chart and its subcharts (pkg/chartutil/coalesce.go, in Helm 4
 * pkg/chart/common/util/coalesce.go). What is given wins, maps are merged, anything else replaces.
 */
export class Coalescer {
  constructor(
    private readonly profile: Pick<RenderProfile, "major" | "nulls">,
    private readonly log: Log,
  ) {}

  /**
   * The values a chart is rendered with; a null given removes the default. Throws an Error with Helm's words where a
   * subchart's section is not a map.
   */
  coalesce(chart: ValuesTree, values: GoMap): GoMap {
    return this.chart(chart, deepCopyMap(values), "", false);
  }

  /** As `coalesce`, but nulls stay, for a later pass to act on (Helm's MergeValues). */
  merge(chart: ValuesTree, values: GoMap): GoMap {
    return this.chart(chart, deepCopyMap(values), "", true);
  }

  /** Adds to `into`, in place, what only `from` has; a null in `into` removes what `from` holds. May change both. */
  coalesceTables(into: GoMap, from: GoMap): GoMap {
    return this.tables(into, from, "", false);
  }

  /** As `coalesceTables`, but nulls stay. */
  mergeTables(into: GoMap, from: GoMap): GoMap {
    return this.tables(into, from, "", true);
  }

  private chart(chart: ValuesTree, values: GoMap, prefix: string, keepNulls: boolean): GoMap {
    this.defaults(chart, values, prefix, keepNulls);
    const path = join(prefix, chart.metadata.name);
    for (const subchart of chart.dependencies) {
      const name = subchart.metadata.name;
      if (!values.has(name)) values.set(name, new GoMap());
      const section = values.get(name) ?? null;
      if (!(section instanceof GoMap))
        throw new Error(`type mismatch on ${name}: ${sprintf("%t", [section])}`);
      this.globals(section, values, path);
      this.chart(subchart, section, path, keepNulls);
    }
    return values;
  }

  private defaults(chart: ValuesTree, values: GoMap, prefix: string, keepNulls: boolean): void {
    const path = join(prefix, chart.metadata.name);
    const dropNulls = !keepNulls && this.profile.nulls.dropsDefaults;
    deepCopyMap(chart.values).forEach((value, key) => {
      const given = values.get(key);
      if (given === undefined) {
        if (dropNulls && value === null) return;
        if (dropNulls && value instanceof GoMap) removeNulls(value);
        values.set(key, value);
      } else if (given === null && !keepNulls) {
        values.delete(key);
      } else if (given instanceof GoMap && value instanceof GoMap) {
        const keepBelow = keepNulls || chart.dependencies.some((child) => child.metadata.name === key);
        if (dropNulls && !keepBelow) removeNulls(value);
        this.tables(given, value, join(path, key), keepBelow);
      } else if (given instanceof GoMap && value !== null) {
        this.warn(237, `warning: skipped value for ${path}.${key}: Not a table.`);
      }
    });
  }

  private globals(into: GoMap, from: GoMap, prefix: string): void {
    const target = into.has("global") ? into.get("global") : new GoMap();
    if (!(target instanceof GoMap)) {
      this.warn(138, "warning: skipping globals because destination global is not a table.");
      return;
    }
    const source = from.has("global") ? from.get("global") : new GoMap();
    if (!(source instanceof GoMap)) {
      this.warn(145, "warning: skipping globals because source global is not a table.");
      return;
    }
    for (const [key, value] of source) {
      const present = target.get(key);
      if (value instanceof GoMap) {
        const copy = copyMap(value);
        if (present === undefined) target.set(key, copy);
        else if (present instanceof GoMap)
          target.set(key, this.tables(copy, present, join(prefix, key), true));
        else this.warn(161, `Conflict: cannot merge map onto non-map for ${quote(key)}. Skipping.`);
      } else if (present instanceof GoMap) {
        this.warn(175, `key ${key} is table. Skipping`);
      } else target.set(key, value);
    }
    into.set("global", target);
  }

  private tables(into: GoMap, from: GoMap, prefix: string, keepNulls: boolean): GoMap {
    const { nested } = this.profile.nulls;
    const known = nested === "removes-non-null" ? nonNullKeys(from) : undefined;
    if (nested !== "removes-known") for (const [key, value] of into) if (value === null) from.set(key, null);
    from.forEach((value, key) => {
      const present = into.get(key);
      const path = join(prefix, key);
      if (present === undefined) into.set(key, value);
      else if (present === null && !keepNulls && (known?.has(key) ?? true)) into.delete(key);
      else if (value instanceof GoMap) {
        if (present instanceof GoMap) this.tables(present, value, path, keepNulls);
        else {
          const text = sprintf("%v", [value]);
          this.warn(298, `warning: cannot overwrite table with non table for ${path} (${text})`);
        }
      } else if (present instanceof GoMap && value !== null) {
        const text = sprintf("%v", [value]);
        this.warn(301, `warning: destination for ${path} is a table. Ignoring non-table value (${text})`);
      }
    });
    return into;
  }

  /** `line` is where Helm 3.17.3 says this in coalesce.go. */
  private warn(line: number, message: string): void {
    this.log(logLine(this.profile, `coalesce.go:${line}`, message));
  }
}

const nonNullKeys = (map: GoMap): ReadonlySet<string> =>
  new Set([...map].flatMap(([key, value]) => (value === null ? [] : [key])));

const join = (prefix: string, key: string): string => (prefix === "" ? key : `${prefix}.${key}`);
