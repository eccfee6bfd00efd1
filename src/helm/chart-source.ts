import type { Chart } from "../chart/chart.ts";
import type { CrdFile, ReleaseInfo, RenderedChart } from "../chart/rendered-chart.ts";
import type { GoMap, Value } from "../gotemplate/value.ts";
import type { ClusterCapabilities } from "./cluster-capabilities.ts";

/** Gives templates what is in the cluster: an object, a list (without a name), or an empty map. */
export type Lookup = (apiVersion: string, kind: string, namespace: string, name: string) => Value;

/** What the user said about values, by the flags that said it; each in the order given. */
export interface ValueFlags {
  readonly files: readonly string[];
  readonly setJson: readonly string[];
  readonly set: readonly string[];
  readonly setString: readonly string[];
  readonly setFile: readonly string[];
  readonly setLiteral: readonly string[];
}

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
