import type { Adapters } from "../adapters.ts";
import { nodeAdapters } from "./node-adapters.ts";

/** The world of `nodeAdapters`, and how often charts have been read and rendered in it. */
export function countedCharts(): { readonly adapters: Adapters; loaded: number; rendered: number } {
  const counted = {
    loaded: 0,
    rendered: 0,
    adapters: {
      ...nodeAdapters,
      chartSource(options): ReturnType<Adapters["chartSource"]> {
        const source = nodeAdapters.chartSource(options);
        return {
          ...source,
          loadChart(path) {
            counted.loaded++;
            return source.loadChart(path);
          },
          render(request) {
            counted.rendered++;
            return source.render(request);
          },
        };
      },
    } satisfies Adapters,
  };
  return counted;
}
