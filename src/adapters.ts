import type { ChartSource } from "./helm/chart-source.ts";
import type { ManifestSource } from "./kubectl/manifest-source.ts";

/** What a run needs from the world outside: charts, read and rendered as one Helm version does. */
export interface Adapters {
  /** relative paths start in `directory`; `now` and `seed` are what templates find; `onDraw` is told of what they draw at random */
  chartSource(options: {
    readonly helmVersion: string;
    readonly directory: string;
    readonly now: () => number;
    readonly seed: number;
    readonly onDraw?: () => void;
  }): ChartSource;
  /** the files that kubectl's flags name; relative paths start in `directory` */
  manifestSource(directory: string): ManifestSource;
}
