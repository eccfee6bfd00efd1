import { offlineCapabilities } from "../chart/capabilities.ts";
import { crdFiles } from "../chart/crd-files.ts";
import type { TemplateFunctions } from "../chart/engine.ts";
import { parseKubeVersion } from "../chart/kube-version.ts";
import { processDependencies } from "../chart/process-dependencies.ts";
import { renderChart } from "../chart/render-chart.ts";
import { renderName } from "../chart/render-name.ts";
import { renderProfile } from "../chart/render-profile.ts";
import { userValues } from "../chart/user-values.ts";
import type { ChartSource } from "../helm/chart-source.ts";
import { readChart } from "./read-chart.ts";
import { readValuesFile } from "./read-values-file.ts";
import { templateFunctions } from "./template-functions.ts";
import { validateSchema } from "./validate-schema.ts";

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
  /** Gets what Helm writes to standard error while it loads charts. */
  readonly log?: (line: string) => void;
}

/** Charts from the disk, rendered as a Helm version does. */
export function chartSource({
  helmVersion,
  directory,
  now,
  seed,
  onDraw = () => {},
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
    loadChart: (path) => readChart(path, directory, profile, log),
    userValues: (flags) => userValues(flags, (path) => readValuesFile(path, directory), profile),
    renderName: (template) => renderName(template, functions, profile),
    crds: (chart, values) => crdFiles(processDependencies(chart, values, profile, () => {})),
    render: ({ chart, values, release, capabilities, ...request }) =>
      renderChart(chart, values, release, {
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
      }),
  };
}
