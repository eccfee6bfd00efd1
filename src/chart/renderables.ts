import { GoMap, int, type Value } from "../gotemplate/value.ts";
import { bytesToString } from "../util/byte-string.ts";
import { type Capabilities, capabilitiesValue } from "./capabilities.ts";
import { isLibrary, type ProcessedChart } from "./chart.ts";
import { chartValue } from "./chart-value.ts";
import { FilesMap } from "./files-map.ts";
import { baseName, joinPath } from "./paths.ts";
import type { RenderProfile } from "./render-profile.ts";
import type { ReleaseInfo } from "./rendered-chart.ts";
import { ValuesMap } from "./values-map.ts";

/** What templates are rendered with, besides functions. */
export interface RenderInput {
  readonly chart: ProcessedChart;
  /** The coalesced values of the chart and, below their names, of its subcharts. */
  readonly values: GoMap;
  readonly release: ReleaseInfo;
  readonly capabilities: Capabilities;
  readonly profile: RenderProfile;
}

/** A template with the dot it is executed with. */
export interface Renderable {
  /** `demo/charts/sub/templates/web.yaml` */
  readonly name: string;
  readonly text: string;
  readonly dot: GoMap;
  readonly basePath: string;
}

/** The templates of a chart and its subcharts, each chart's with one dot. */
export function collectRenderables(input: RenderInput): Renderable[] {
  const { chart, values, release, capabilities, profile } = input;
  // All charts share these two, as a template may change them.
  const shared: [string, Value][] = [
    ["Release", releaseValue(release)],
    ["Capabilities", capabilitiesValue(capabilities, profile)],
  ];
  // Two templates may come to have one name; the later stays.
  const renderables = new Map<string, Renderable>();
  const visit = (current: ProcessedChart, own: GoMap, isRoot: boolean): GoMap => {
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
      subcharts.set(name, visit(child, below, false));
    }
    const dot = new ValuesMap(next, profile);
    for (const { name, data } of current.templates) {
      if (isLibrary(current) && !baseName(name).startsWith("_")) continue;
      const basePath = joinPath(current.path, "templates");
      const fullName = joinPath(current.path, name);
      renderables.set(fullName, { name: fullName, text: bytesToString(data), dot, basePath });
    }
    return next;
  };
  visit(chart, values, true);
  return [...renderables.values()];
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
