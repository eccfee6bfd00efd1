import { Budget } from "../gotemplate/budget.ts";
import { TemplateError } from "../gotemplate/template-error.ts";
import { TemplateSet } from "../gotemplate/template-set.ts";
import { type GoFunc, GoMap, int, type Value } from "../gotemplate/value.ts";
import { bytesToString } from "../util/byte-string.ts";
import { compareStrings } from "../util/compare-strings.ts";
import { type Capabilities, capabilitiesValue } from "./capabilities.ts";
import { type Chart, isLibrary } from "./chart.ts";
import { chartValue } from "./chart-value.ts";
import { engineFunctions, type Lookup } from "./engine-functions.ts";
import { execErrorText, parseErrorText } from "./exec-error.ts";
import { FilesMap } from "./files-map.ts";
import { baseName, joinPath } from "./paths.ts";
import { RenderError } from "./render-error.ts";
import type { RenderProfile } from "./render-profile.ts";
import type { ReleaseInfo } from "./rendered-chart.ts";
import { ValuesMap } from "./values-map.ts";

/** Makes Helm's function library; `template` tells the name of the template that is being executed. */
export type TemplateFunctions = (template: () => string) => ReadonlyMap<string, GoFunc>;

export interface EngineInput {
  readonly chart: Chart;
  /** The coalesced values of the chart and, below their names, of its subcharts. */
  readonly values: GoMap;
  readonly release: ReleaseInfo;
  readonly capabilities: Capabilities;
  readonly profile: RenderProfile;
  readonly functions: TemplateFunctions;
  readonly lookup: Lookup;
}

/** A template with the dot it is executed with. */
interface Renderable {
  readonly name: string;
  readonly text: string;
  readonly dot: GoMap;
  readonly basePath: string;
}

/**
 * The output of every template by its full name, in the order of execution, partials left out (pkg/engine/engine.go).
 * Throws RenderError with Helm's words.
 */
export function renderAll(input: EngineInput): Map<string, string> {
  const { profile } = input;
  const templates = collect(input).sort((a, b) => executionOrder(a.name, b.name));
  let executing = "";
  const set: TemplateSet = new TemplateSet({
    name: "gotpl",
    funcs: new Map([...input.functions(() => executing), ...engineFunctions(() => set, input.lookup)]),
    goVersion: profile.build.go.replace(/^go/, ""),
    missingKey: "zero",
  });
  for (const { name, text } of templates) {
    try {
      set.parse(name, text);
    } catch (error) {
      throw templateError(error, (message) => parseErrorText(name, message));
    }
  }
  const outputs = new Map<string, string>();
  const budget = new Budget();
  for (const { name, dot, basePath } of templates) {
    if (baseName(name).startsWith("_")) continue;
    dot.set(
      "Template",
      new GoMap([
        ["Name", name],
        ["BasePath", basePath],
      ]),
    );
    executing = name;
    try {
      outputs.set(name, set.execute(name, dot, budget).replaceAll("<no value>", ""));
    } catch (error) {
      throw templateError(error, (_, failed) => execErrorText(name, failed, profile));
    }
  }
  return outputs;
}

/** The deepest first, those of equal depth backwards: what is parsed last may redefine, so shallow and early files win. */
function executionOrder(a: string, b: string): number {
  return b.split("/").length - a.split("/").length || compareStrings(b, a);
}

/** The templates of a chart and its subcharts, each chart's with one dot. */
function collect(input: EngineInput): Renderable[] {
  const { chart, values, release, capabilities, profile } = input;
  // All charts share these two, as a template may change them.
  const shared: [string, Value][] = [
    ["Release", releaseValue(release)],
    ["Capabilities", capabilitiesValue(capabilities, profile)],
  ];
  const renderables: Renderable[] = [];
  const visit = (current: Chart, own: GoMap, path: string, isRoot: boolean): GoMap => {
    const subcharts = new GoMap();
    const next = new GoMap([
      ["Chart", chartValue(current.metadata, isRoot, profile.major)],
      ["Files", FilesMap.of(current.files)],
      ...shared,
      ["Values", new ValuesMap(own, profile)],
      ["Subcharts", subcharts],
    ]);
    for (const child of current.dependencies) {
      const { name } = child.metadata;
      const section = own.get(name);
      const below = section instanceof GoMap ? section : new GoMap();
      subcharts.set(name, visit(child, below, `${path}/charts/${name}`, false));
    }
    const dot = new ValuesMap(next, profile);
    for (const { name, data } of current.templates) {
      if (isLibrary(current) && !baseName(name).startsWith("_")) continue;
      const basePath = joinPath(path, "templates");
      renderables.push({ name: joinPath(path, name), text: bytesToString(data), dot, basePath });
    }
    return next;
  };
  visit(chart, values, chart.metadata.name, true);
  return renderables;
}

function releaseValue(release: ReleaseInfo): GoMap {
  return new GoMap([
    ["Name", release.name],
    ["Namespace", release.namespace],
    ["Revision", int(release.revision)],
    ["IsInstall", release.isInstall],
    ["IsUpgrade", release.isUpgrade],
    ["Service", "Helm"],
  ]);
}

function templateError(error: unknown, reword: (message: string, error: Error) => string): unknown {
  if (!(error instanceof TemplateError) || error.code === "template-limit") return error;
  const { message, place, step, chain } = error;
  const where = chain.at(-1) ?? step;
  return new RenderError(error.code, reword(message, error), {
    file: where?.template ?? place.file,
    line: where?.line ?? place.line,
    column: where?.column,
    hint: error.hint,
    cause: error,
  });
}
