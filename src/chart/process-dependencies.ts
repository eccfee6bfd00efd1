import { sprintf } from "../gotemplate/fmt/sprintf.ts";
import { quote } from "../gotemplate/text/quote.ts";
import { typeName } from "../gotemplate/type-name.ts";
import { GoMap } from "../gotemplate/value.ts";
import type { SemverRelease } from "../sprig/semantic-version.ts";
import type { Chart } from "./chart.ts";
import { Coalescer } from "./coalesce.ts";
import { deepCopyMap } from "./copy-values.ts";
import { type Log, slogLine } from "./log-line.ts";
import type { ChartDependency } from "./metadata.ts";
import { isPlainObject, plainToValue } from "./plain-to-value.ts";
import type { RenderProfile } from "./render-profile.ts";
import { atPath, tableAt, valueAt } from "./values-path.ts";
import { inRange } from "./version-range.ts";

/**
 * A chart as it is rendered: its dependencies picked by name and version, renamed by alias, switched by tags and
 * conditions, their values imported (pkg/chartutil/dependencies.go, ProcessDependenciesWithMerge). Throws an Error
 * with Helm's words.
 */
export function processDependencies(chart: Chart, values: GoMap, profile: RenderProfile, log: Log): Chart {
  const work = new DependencyPass(profile, log);
  return work.importValues(work.enable(chart, values, ""));
}

class DependencyPass {
  private readonly coalescer: Coalescer;

  constructor(
    private readonly profile: RenderProfile,
    private readonly log: Log,
  ) {
    this.coalescer = new Coalescer(profile, log);
  }

  /** `path` leads from the root's values to this chart's, each step with its dot. */
  enable(chart: Chart, values: GoMap, path: string): Chart {
    const { semver } = this.profile;
    const wanted = chart.metadata.dependencies;
    // A chart that lists nothing keeps what lies in charts/, with no switches to look at.
    if (wanted.length === 0) return chart;
    const unlisted = chart.dependencies.filter(
      (child) => !wanted.some((entry) => fits(child, entry, semver)),
    );
    const listed = wanted.flatMap((entry) => pick(chart.dependencies, entry, semver));
    const renamed = wanted.map((entry) => ({ ...entry, name: entry.alias || entry.name }));
    const candidate = { ...chart, dependencies: [...unlisted, ...listed] };
    const coalesced = this.coalescer.coalesce(candidate, values);
    const enabled = renamed
      .map((entry) => ({ ...entry, enabled: this.isEnabled(entry, coalesced, path) }))
      .filter((entry) => entry.enabled);
    const disabled = new Set(renamed.map((entry) => entry.name));
    for (const entry of enabled) disabled.delete(entry.name);
    const dependencies = candidate.dependencies
      .filter((child) => !disabled.has(child.metadata.name))
      .map((child) => this.enable(child, coalesced, `${path}${child.metadata.name}.`));
    return { ...chart, metadata: { ...chart.metadata, dependencies: enabled }, dependencies };
  }

  /** Leaves first: what a child imports may be imported from it in turn. */
  importValues(chart: Chart): Chart {
    const dependencies = chart.dependencies.map((child) => this.importValues(child));
    const processed = { ...chart, dependencies };
    const entries = chart.metadata.dependencies;
    if (entries.length === 0) return processed;
    const own = this.coalescer.merge(processed, new GoMap());
    const imported = entries.reduce((sum, entry) => this.importFrom(entry, own, sum), new GoMap());
    const metadata = { ...chart.metadata, dependencies: entries.map(inFull) };
    return { ...processed, metadata, values: this.coalescer.mergeTables(deepCopyMap(own), imported) };
  }

  private isEnabled(entry: ChartDependency, values: GoMap, path: string): boolean {
    let enabled = this.byTags(entry, values);
    for (const condition of entry.condition.trim().split(",")) {
      if (condition === "") continue;
      const value = valueAt(values, path + condition);
      if (typeof value === "boolean") {
        enabled = value;
        break;
      }
      if (value !== undefined) this.warnOfCondition(condition, entry.name);
    }
    return enabled;
  }

  private byTags(entry: ChartDependency, values: GoMap): boolean {
    const tags = tableAt(values, "tags");
    const given = entry.tags.flatMap((tag) => {
      const value = tags?.get(tag);
      if (value === undefined) return [];
      if (typeof value === "boolean") return [value];
      this.log(
        this.profile.major === 3
          ? `dependencies.go:94: Warning: Tag '${tag}' for chart ${entry.name} returned non-bool value`
          : slogLine("WARN", "returned non-bool value", { tag, chart: entry.name }),
      );
      return [];
    });
    return given.length === 0 || given.includes(true);
  }

  private warnOfCondition(path: string, chart: string): void {
    this.log(
      this.profile.major === 3
        ? `dependencies.go:63: Warning: Condition path '${path}' for chart ${chart} returned non-bool value`
        : slogLine("WARN", "returned non-bool value", { path, chart }),
    );
  }

  private importFrom(entry: ChartDependency, values: GoMap, sum: GoMap): GoMap {
    return entry.importValues.reduce<GoMap>((imported, wanted) => {
      if (typeof wanted === "string") {
        const table = tableAt(values, `${entry.name}.exports.${wanted}`);
        if (table !== undefined) return this.coalescer.mergeTables(imported, deepCopyMap(table));
        this.warnOfImport(values, `${entry.name}.exports.${wanted}`);
      } else if (isPlainObject(wanted)) {
        const [child, parent] = ["child", "parent"].map((key) => this.importPath(wanted[key] ?? null));
        const table = tableAt(values, `${entry.name}.${child}`);
        if (table !== undefined && parent !== undefined)
          return this.coalescer.mergeTables(imported, atPath(parent, deepCopyMap(table)));
        this.warnOfImport(values, `${entry.name}.${child}`, entry.name);
      }
      return imported;
    }, sum);
  }

  /** Helm 4 takes anything for a path, as it prints; Helm 3 breaks off. */
  private importPath(path: unknown): string {
    if (typeof path === "string") return path;
    const value = plainToValue(path);
    if (this.profile.major === 4) return sprintf("%v", [value]);
    const type = value === null ? "nil" : typeName(value);
    throw new Error(`interface conversion: interface {} is ${type}, not string`);
  }

  private warnOfImport(values: GoMap, path: string, chart?: string): void {
    const keys = path.split(".");
    const missing = keys.find((_, i) => tableAt(values, keys.slice(0, i + 1).join(".")) === undefined);
    const error = `${quote(missing ?? "")} is not a table`;
    if (this.profile.major === 4) {
      const attributes = chart === undefined ? { error } : { chart, error };
      this.log(
        slogLine("WARN", `ImportValues missing table${chart === undefined ? "" : " from chart"}`, attributes),
      );
    } else {
      const place = chart === undefined ? "dependencies.go:286" : "dependencies.go:269";
      const from = chart === undefined ? "" : ` from chart ${chart}`;
      this.log(`${place}: Warning: ImportValues missing table${from}: ${error}`);
    }
  }
}

/** An entry as templates see it: each import with both its paths, what is no import left out. */
function inFull(entry: ChartDependency): ChartDependency {
  const importValues = entry.importValues.flatMap((wanted) => {
    if (typeof wanted === "string") return [{ child: `exports.${wanted}`, parent: "." }];
    return isPlainObject(wanted) ? [{ child: wanted["child"], parent: wanted["parent"] }] : [];
  });
  return { ...entry, importValues };
}

/** Whether a chart in charts/ is the one that a Chart.yaml entry asks for. */
function fits(chart: Chart, entry: ChartDependency, release: SemverRelease): boolean {
  return chart.metadata.name === entry.name && inRange(chart.metadata.version, entry.version, release);
}

/** The first chart that fits, under the entry's alias where it has one. */
function pick(charts: readonly Chart[], entry: ChartDependency, release: SemverRelease): Chart[] {
  const found = charts.find((chart) => fits(chart, entry, release));
  if (found === undefined) return [];
  return [entry.alias === "" ? found : { ...found, metadata: { ...found.metadata, name: entry.alias } }];
}
