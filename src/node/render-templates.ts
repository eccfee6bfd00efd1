import type { ChartFile } from "../chart/chart.ts";
import type { TemplateFunctions } from "../chart/engine.ts";
import { loadChart } from "../chart/load-chart.ts";
import { processDependencies } from "../chart/process-dependencies.ts";
import { renderTexts } from "../chart/render-chart.ts";
import { renderProfile } from "../chart/render-profile.ts";
import { GoMap } from "../gotemplate/value.ts";
import { compareStrings } from "../util/compare-strings.ts";
import { gunzip } from "./gunzip.ts";
import { templateFunctions } from "./template-functions.ts";

export interface RenderTemplatesOptions {
  readonly releaseName: string;
  readonly namespace: string;
  /** Any Helm version from 3.0.0; default the newest known. */
  readonly helmVersion?: string | undefined;
  /** Where random functions begin; default 0. */
  readonly seed?: number | undefined;
}

/**
 * The raw text of every template of a chart, by its full name (`demo/templates/web.yaml`), before it is cut into
 * manifests. `files` are the chart's, by their path from its folder. Throws a SeatrialError whose message is what Helm
 * prints after `Error: `.
 */
export function renderTemplates(
  { files }: { readonly files: Readonly<Record<string, string | Uint8Array>> },
  { releaseName, namespace, helmVersion, seed = 0 }: RenderTemplatesOptions,
): Record<string, string> {
  const profile = renderProfile(helmVersion);
  const log = (): void => {};
  const chart = processDependencies(
    loadChart(chartFiles(files), { profile, log, gunzip }),
    new GoMap(),
    profile,
    log,
  );
  const release = { name: releaseName, namespace, revision: 1, isInstall: true, isUpgrade: false };
  const functions: TemplateFunctions = (template) => templateFunctions(profile, { seed, template });
  return Object.fromEntries(renderTexts(chart, new GoMap(), release, { profile, functions }, log));
}

const encoder = new TextEncoder();

/** In the order in which Helm walks a folder. */
function chartFiles(files: Readonly<Record<string, string | Uint8Array>>): ChartFile[] {
  return Object.entries(files)
    .sort(([a], [b]) => compareStrings(a, b))
    .map(([name, data]) => ({ name, data: typeof data === "string" ? encoder.encode(data) : data }));
}
