import type { Release } from "../release.ts";

/** `shop-1.2.0`, as history and list show a release's chart. */
export const chartName = ({ chart }: Pick<Release, "chart">): string =>
  `${chart.metadata.name}-${chart.metadata.version}`;
