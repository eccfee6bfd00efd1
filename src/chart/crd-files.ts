import { bytesToString } from "../util/byte-string.ts";
import type { ProcessedChart } from "./chart.ts";
import type { CrdFile } from "./rendered-chart.ts";

/** The files below crds/ of a chart, then those of its subcharts (pkg/chart/chart.go, CRDObjects); none is templated. */
export function crdFiles(chart: ProcessedChart): CrdFile[] {
  const own = chart.files
    .filter(({ name }) => name.startsWith("crds/") && /\.(ya?ml|json)$/i.test(name))
    .map(({ name, data }) => ({ path: `${chart.path}/${name}`, content: bytesToString(data) }));
  return [...own, ...chart.dependencies.flatMap(crdFiles)];
}
