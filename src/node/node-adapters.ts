import type { Adapters } from "../adapters.ts";
import { chartSource, type Renderer } from "./chart-source.ts";
import { manifestSource } from "./manifest-source.ts";

/** The world outside as Node sees it: charts and manifests from the disk. */
export const nodeAdapters = { chartSource, manifestSource };

/** The same, with charts that are rendered by whom the user says. */
export const adaptersRenderedBy = (renderer: Renderer): Adapters => ({
  chartSource: (options) => chartSource({ ...options, renderer }),
  manifestSource,
});
