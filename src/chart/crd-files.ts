import { bytesToString } from "../util/byte-string.ts";
import type { Chart } from "./chart.ts";
import type { CrdFile } from "./rendered-chart.ts";

/** The files below crds/ of a chart, then those of its subcharts (pkg/chart/chart.go, CRDObjects); none is templated. */
export function crdFiles(chart: Chart, path: string = chart.metadata.name): CrdFile[] {
  const own = chart.files
    .filter(({ name }) => name.startsWith("crds/") && /\.(ya?ml|json)$/i.test(name))
    .map(({ name, data }) => ({ path: `${path}/${name}`, content: bytesToString(data) }));
  return [
    ...own,
    ...chart.dependencies.flatMap((child) => crdFiles(child, `${path}/charts/${child.metadata.name}`)),
  ];
}
