import type { Chart } from "../../chart/chart.ts";
import type { ReleaseInfo, RenderedChart } from "../../chart/rendered-chart.ts";
import type { GoMap } from "../../gotemplate/value.ts";
import type { Process } from "../../sim/wait.ts";
import { clusterCapabilities } from "../cluster-capabilities.ts";
import { clusterLookup } from "../cluster-lookup.ts";
import type { Session } from "../session.ts";

export interface RenderOptions {
  readonly chart: Chart;
  readonly values: GoMap;
  readonly release: ReleaseInfo;
  /** ask the cluster what it can do */
  readonly cluster: boolean;
  /** let templates look objects up */
  readonly lookup: boolean;
  readonly hideSecrets: boolean;
  readonly subchartNotes: boolean;
  readonly skipSchemaValidation: boolean;
}

/** Renders a chart for a release, with what the cluster says of itself; warnings go to standard error. */
export function* renderRelease(session: Session, options: RenderOptions): Process<RenderedChart> {
  const { cluster, source, output, api } = session;
  // One call for the version, two for the groups and what is in them.
  if (options.cluster) for (let i = 0; i < 3; i++) yield* api.call(() => {});
  const rendered = source.render({
    chart: options.chart,
    values: options.values,
    release: options.release,
    capabilities: options.cluster ? clusterCapabilities(cluster) : undefined,
    lookup: options.cluster && options.lookup ? clusterLookup(cluster.api) : undefined,
    skipSchemaValidation: options.skipSchemaValidation,
    subchartNotes: options.subchartNotes,
    hideSecrets: options.hideSecrets,
  });
  for (const warning of rendered.warnings) output.error(warning);
  return rendered;
}
