import { sprintf } from "../gotemplate/fmt/sprintf.ts";
import { quote } from "../gotemplate/text/quote.ts";
import { typeName } from "../gotemplate/type-name.ts";
import { GoMap } from "../gotemplate/value.ts";
import type { SemverRelease } from "../sprig/semantic-version.ts";
import type { Chart, ProcessedChart } from "./chart.ts";
import { copyOf, type Draft, type DraftEntry, draftOf, finished, setDependencies } from "./chart-draft.ts";
import { Coalescer } from "./coalesce.ts";
import { deepCopyMap } from "./copy-values.ts";
import { type Log, slogLine } from "./log-line.ts";
import type { ChartDependency } from "./metadata.ts";
import { nilList } from "./nil.ts";
import { isPlainObject, plainToValue } from "./plain-to-value.ts";
import type { RenderProfile } from "./render-profile.ts";
import { atPath, tableAt, valueAt } from "./values-path.ts";
import { inRange } from "./version-range.ts";

/**
 * A chart as it is rendered: its dependencies picked by name and version, renamed by alias, switched by tags and
 * conditions, their values imported (pkg/chartutil/dependencies.go, ProcessDependenciesWithMerge). Throws an Error
 * with Helm's words.
 */
export function processDependencies(
  chart: Chart,
  values: GoMap,
  profile: RenderProfile,
  log: Log,
): ProcessedChart {
  const work = new DependencyPass(profile, log);
  const draft = draftOf(chart);
  work.enable(draft, values, "");
  work.importValues(draft);
  return finished(draft);
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
  enable(chart: Draft, values: GoMap, path: string): void {
    const { metadata } = chart;
    // A chart that lists nothing keeps what lies in charts/, with no switches to look at.
    if (metadata.dependencies === undefined) return;
    const { semver } = this.profile;
    const unlisted = chart.dependencies.filter(
      (child) => !metadata.dependencies?.some((entry) => fits(child, entry, semver)),
    );
    const listed = metadata.dependencies.flatMap((entry) => {
      const found = chart.dependencies.find((child) => fits(child, entry, semver));
      const picked =
        found === undefined ? [] : [copyOf(found, entry.alias, this.profile.aliasesShareDependencies)];
      entry.name = entry.alias || entry.name;
      return picked;
    });
    setDependencies(chart, [...unlisted, ...listed]);
    const coalesced = this.coalescer.coalesce(chart, values);
    for (const entry of metadata.dependencies) entry.enabled = this.byTags(entry, coalesced);
    for (const entry of metadata.dependencies)
      entry.enabled = this.byCondition(entry, coalesced, path) ?? entry.enabled;
    const disabled = new Set(metadata.dependencies.flatMap(({ enabled, name }) => (enabled ? [] : [name])));
    const kept = chart.dependencies.filter((child) => !disabled.has(child.metadata.name));
    const entries = metadata.dependencies.filter(({ name }) => !disabled.has(name));
    for (const child of kept) this.enable(child, coalesced, `${path}${child.metadata.name}.`);
    metadata.dependencies = entries.length === 0 ? undefined : entries;
    setDependencies(chart, kept);
  }

  /** Leaves first: what a child imports may be imported from it in turn. */
  importValues(chart: Draft): void {
    for (const child of chart.dependencies) this.importValues(child);
    const entries = chart.metadata.dependencies;
    if (entries === undefined) return;
    const own = this.coalescer.merge(chart, new GoMap());
    const imported = entries.reduce((sum, entry) => this.importFrom(entry, own, sum), new GoMap());
    for (const entry of entries) takeImports(entry);
    chart.values = this.coalescer.mergeTables(deepCopyMap(own), imported);
  }

  /** The first of an entry's conditions that is a boolean. */
  private byCondition(entry: ChartDependency, values: GoMap, path: string): boolean | undefined {
    for (const condition of entry.condition.trim().split(",")) {
      if (condition === "") continue;
      const value = valueAt(values, path + condition);
      if (typeof value === "boolean") return value;
      if (value !== undefined) this.warnOfCondition(condition, entry.name);
    }
    return undefined;
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

  /** The tables of `values` are put into the sum as they are: what is merged into them later shows in `values`. */
  private importFrom(entry: DraftEntry, values: GoMap, sum: GoMap): GoMap {
    return importsOf(entry).reduce<GoMap>((imported, wanted) => {
      if (typeof wanted === "string") {
        const table = tableAt(values, `${entry.name}.exports.${wanted}`);
        if (table !== undefined) return this.coalescer.mergeTables(imported, table);
        this.warnOfImport(values, `${entry.name}.exports.${wanted}`);
      } else if (isPlainObject(wanted)) {
        const [child, parent] = ["child", "parent"].map((key) => this.importPath(wanted[key] ?? null));
        const table = tableAt(values, `${entry.name}.${child}`);
        if (table !== undefined && parent !== undefined)
          return this.coalescer.mergeTables(imported, atPath(parent, table));
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

/** Whether a chart in charts/ is the one that a Chart.yaml entry asks for. */
function fits(chart: Draft, entry: ChartDependency, release: SemverRelease): boolean {
  return chart.metadata.name === entry.name && inRange(chart.metadata.version, entry.version, release);
}

/** What an entry imports; one that aliases share has nothing left to import for the second of them. */
const importsOf = (entry: DraftEntry): readonly unknown[] => (entry.hasImported ? [] : entry.importValues);

/** Leaves an entry as templates see it: each import with both its paths; what is no import is left out. */
function takeImports(entry: DraftEntry): void {
  const imports = importsOf(entry).flatMap((wanted) => {
    if (typeof wanted === "string") return [{ child: `exports.${wanted}`, parent: "." }];
    return isPlainObject(wanted) ? [{ child: wanted["child"], parent: wanted["parent"] }] : [];
  });
  entry.importValues = imports.length === 0 ? nilList : imports;
  entry.hasImported = true;
}
