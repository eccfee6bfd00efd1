import { chartSource } from "./chart-source.ts";
import { manifestSource } from "./manifest-source.ts";

/** The world outside as Node sees it: charts and manifests from the disk. */
export const nodeAdapters = { chartSource, manifestSource };
