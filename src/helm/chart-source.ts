import type { Chart } from "../chart/chart.ts";
import type { Lookup } from "../chart/engine-functions.ts";
import type { CrdFile, ReleaseInfo, RenderedChart } from "../chart/rendered-chart.ts";
import type { ValueFlags } from "../chart/user-values.ts";
import type { GoMap } from "../gotemplate/value.ts";
import type { ClusterCapabilities } from "./cluster-capabilities.ts";

export interface RenderRequest {
  /** as loaded: its dependencies are still to be processed */
  readonly chart: Chart;
  /** what the user set */
  readonly values: GoMap;
  readonly release: ReleaseInfo;
  /** undefined without a cluster: Helm's built-in answers then count */
  readonly capabilities: ClusterCapabilities | undefined;
  readonly lookup: Lookup | undefined;
  readonly skipSchemaValidation: boolean;
  readonly subchartNotes: boolean;
  readonly hideSecrets: boolean;
}

/** Where charts come from and how they become manifests. Errors are SeatrialErrors in Helm's words. */
export interface ChartSource {
  /** A chart's folder or archive; `path "x" not found` where there is none. */
  loadChart(path: string): Chart;
  userValues(flags: ValueFlags): GoMap;
  /** What `--name-template` makes. */
  renderName(template: string): string;
  /** The files below crds/ of a chart and of its enabled subcharts. */
  crds(chart: Chart, values: GoMap): readonly CrdFile[];
  render(request: RenderRequest): RenderedChart;
}
