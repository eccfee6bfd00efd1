import type { Chart } from "../chart/chart.ts";
import type { ChartSource } from "../helm/chart-source.ts";
import type { ChartChange } from "./trials.ts";

/** The same charts, but changing in the way that a trial asks for. */
export function changingCharts(source: ChartSource, change: ChartChange): ChartSource {
  if (change === "next-version") {
    const read = new Set<string>();
    return {
      ...source,
      loadChart: (path) => {
        const chart = source.loadChart(path);
        if (read.has(path)) return nextVersion(chart);
        read.add(path);
        return chart;
      },
    };
  }
  if (change === "empty-first") {
    let first = true;
    return {
      ...source,
      render: (request) => {
        const rendered = source.render(request);
        const empty = first;
        first = false;
        return empty ? { ...rendered, manifests: [], hooks: [], manifestText: "" } : rendered;
      },
    };
  }
  return source;
}

/** A release of the chart that changed nothing but its versions. */
function nextVersion(chart: Chart): Chart {
  const { metadata } = chart;
  return {
    ...chart,
    metadata: { ...metadata, version: bumped(metadata.version), appVersion: bumped(metadata.appVersion) },
    dependencies: chart.dependencies,
  };
}

/** `1.2.3` becomes `1.2.4`; what ends in no number stays. */
const bumped = (version: string): string =>
  version.replace(
    /^(\D*(?:\d+\.)*)(\d+)(?=$|[-+])/,
    (_, head: string, last: string) => `${head}${Number(last) + 1}`,
  );
