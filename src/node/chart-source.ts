import { offlineCapabilities } from "../chart/capabilities.ts";
import type { Chart } from "../chart/chart.ts";
import { crdFiles } from "../chart/crd-files.ts";
import type { TemplateFunctions } from "../chart/engine.ts";
import { parseKubeVersion } from "../chart/kube-version.ts";
import { processDependencies } from "../chart/process-dependencies.ts";
import { renderChart } from "../chart/render-chart.ts";
import { renderName } from "../chart/render-name.ts";
import { renderProfile } from "../chart/render-profile.ts";
import { userValues } from "../chart/user-values.ts";
import { GoMap } from "../gotemplate/value.ts";
import type { ChartSource } from "../helm/chart-source.ts";
import { renderWithHelm } from "./helm-renderer.ts";
import { isManifests, manifestsChart, readManifests } from "./manifests-chart.ts";
import { readChart } from "./read-chart.ts";
import { readValuesFile } from "./read-values-file.ts";
import { templateFunctions } from "./template-functions.ts";
import { validateSchema } from "./validate-schema.ts";

/** Who renders charts: this program, or the `helm` on the PATH. */
export type Renderer = "seatrial" | "helm";

export const renderers: readonly Renderer[] = ["seatrial", "helm"];

export interface ChartSourceOptions {
  readonly helmVersion: string;
  /** Where relative paths begin. */
  readonly directory: string;
  /** The time in milliseconds since 1970, for `now` and certificates. */
  readonly now: () => number;
  /** For what templates draw at random. */
  readonly seed: number;
  /** Is told whenever a template draws something at random. */
  readonly onDraw?: () => void;
  /** Who renders charts: this program (the default), or the `helm` on the PATH. */
  readonly renderer?: Renderer;
  /** Gets what Helm writes to standard error while it loads charts. */
  readonly log?: (line: string) => void;
}

/** Where charts were read from, whoever renders them: another source of the same world may have read one. */
const paths = new WeakMap<Chart, string>();

/** Charts from the disk, rendered as a Helm version does. */
export function chartSource({
  helmVersion,
  directory,
  now,
  seed,
  onDraw = () => {},
  renderer = "seatrial",
  log = () => {},
}: ChartSourceOptions): ChartSource {
  const profile = renderProfile(helmVersion);
  const functions: TemplateFunctions = (template) =>
    templateFunctions(profile, { clock: { now }, seed, template, onDraw });
  // Each revision draws anew; the first one what `seatrial template` draws.
  const functionsFor =
    (revision: number): TemplateFunctions =>
    (template) =>
      revision <= 1 ? functions(template) : functions(() => `${template()} ${revision}`);
  return {
    loadChart(path) {
      if (isManifests(path, directory)) return readManifests(path, directory, profile, log);
      const chart = readChart(path, directory, profile, log);
      paths.set(chart, path);
      return chart;
    },
    userValues: (flags) => userValues(flags, (path) => readValuesFile(path, directory), profile),
    renderName: (template) => renderName(template, functions, profile),
    crds: (chart, values) => crdFiles(processDependencies(chart, values, profile, () => {})),
    render(request) {
      const { chart, values, release, capabilities } = request;
      const path = renderer === "helm" ? paths.get(chart) : undefined;
      const [rendered, own] =
        path === undefined
          ? [chart, values]
          : [
              manifestsChart(chart.metadata.name, renderWithHelm(path, directory, request), profile, log),
              new GoMap(),
            ];
      return renderChart(rendered, own, release, {
        profile,
        functions: functionsFor(release.revision),
        validateSchema: request.skipSchemaValidation ? undefined : validateSchema,
        capabilities:
          capabilities === undefined
            ? offlineCapabilities(profile)
            : {
                kubeVersion: parseKubeVersion(capabilities.kubeVersion, profile.major),
                apiVersions: capabilities.apiVersions,
              },
        lookup: request.lookup,
        subchartNotes: request.subchartNotes,
        hideSecrets: request.hideSecrets,
      });
    },
  };
}
