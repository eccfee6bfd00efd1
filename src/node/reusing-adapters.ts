import type { Chart } from "../chart/chart.ts";
import { deepCopyMap } from "../chart/copy-values.ts";
import type { Lookup } from "../chart/engine-functions.ts";
import type { RenderedChart } from "../chart/rendered-chart.ts";
import { GoMap } from "../gotemplate/value.ts";
import type { ChartSource, RenderRequest } from "../helm/chart-source.ts";
import type { Adapters } from "../simulate.ts";
import { deepEqual } from "../sprig/deep-equal.ts";
import { chartSource } from "./chart-source.ts";
import { nodeAdapters } from "./node-adapters.ts";

/**
 * The same world for many runs: a chart is read once, and rendered once for equal inputs. What a template makes of the
 * time, of chance or of what it looks up in the cluster is made anew in each run.
 */
export function reusingAdapters(): Adapters {
  const libraries = new Map<string, Library>();
  return {
    ...nodeAdapters,
    chartSource(options) {
      const key = `${options.helmVersion} ${options.directory}`;
      const library = libraries.get(key) ?? new Library();
      libraries.set(key, library);
      let varies = false;
      const vary = (): void => {
        varies = true;
      };
      const source = chartSource({
        ...options,
        now: () => {
          vary();
          return options.now();
        },
        onDraw: vary,
      });
      return {
        ...source,
        loadChart: (path) => library.chart(path, source),
        userValues: (flags) => library.values(JSON.stringify(flags), () => source.userValues(flags)),
        render: (request) => {
          varies = false;
          const { lookup } = request;
          const watched: Lookup | undefined =
            lookup &&
            ((...args) => {
              vary();
              return lookup(...args);
            });
          return library.rendered(
            request,
            () => source.render({ ...request, lookup: watched }),
            () => !varies,
          );
        },
      };
    },
  };
}

/** What a chart was rendered to, and from what. */
interface Rendering {
  readonly chart: Chart;
  readonly values: GoMap;
  /** everything else that was asked for */
  readonly request: string;
  readonly rendered: RenderedChart;
}

/** So many renderings are kept; a run asks for a few. */
const capacity = 64;

/** What one version of Helm has read and rendered so far. */
class Library {
  private readonly charts = new Map<string, Chart>();
  private readonly userValues = new Map<string, GoMap>();
  private readonly renderings: Rendering[] = [];

  chart(path: string, source: ChartSource): Chart {
    return remembered(this.charts, path, () => source.loadChart(path));
  }

  /** A copy for each run: templates may change them. */
  values(key: string, read: () => GoMap): GoMap {
    return copyOf(remembered(this.userValues, key, read));
  }

  rendered(request: RenderRequest, render: () => RenderedChart, isSettled: () => boolean): RenderedChart {
    const { chart, values, lookup, ...rest } = request;
    const key = JSON.stringify({ ...rest, lookup: lookup !== undefined });
    const known = this.renderings.find(
      (each) => each.chart === chart && each.request === key && deepEqual(each.values, values),
    );
    if (known !== undefined) return known.rendered;
    const before = copyOf(values);
    const rendered = render();
    if (isSettled() && deepEqual(before, values)) {
      this.renderings.push({ chart, values: before, request: key, rendered });
      if (this.renderings.length > capacity) this.renderings.shift();
    }
    return rendered;
  }
}

const copyOf = (values: GoMap): GoMap =>
  values.size === 0 ? new GoMap([], values.goType, values.isNil) : deepCopyMap(values);

function remembered<T>(known: Map<string, T>, key: string, make: () => T): T {
  const value = known.get(key) ?? make();
  known.set(key, value);
  return value;
}
