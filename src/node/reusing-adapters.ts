import { resolve } from "node:path";
import type { Adapters } from "../adapters.ts";
import type { Chart } from "../chart/chart.ts";
import { deepCopyMap } from "../chart/copy-values.ts";
import type { Lookup } from "../chart/engine-functions.ts";
import type { RenderedChart } from "../chart/rendered-chart.ts";
import { GoMap, type Value } from "../gotemplate/value.ts";
import type { RenderRequest } from "../helm/chart-source.ts";
import { deepEqual as deepEqualValues } from "../sprig/deep-equal.ts";
import { deepEqual } from "../util/deep-equal.ts";
import { Recent } from "../util/recent.ts";
import { nodeAdapters } from "./node-adapters.ts";

/**
 * The same world for many runs: a chart is read once, and rendered once for equal inputs. Inputs are also the time, the
 * seed of what is drawn and the objects that are looked up, for templates that ask for them.
 */
export function reusingAdapters(adapters: Adapters = nodeAdapters): Adapters {
  const libraries = new Map<string, Library>();
  return {
    ...adapters,
    chartSource(options) {
      const { helmVersion, directory } = options;
      const library = libraries.get(helmVersion) ?? new Library();
      libraries.set(helmVersion, library);
      let asked = new Questions();
      const source = adapters.chartSource({
        ...options,
        now: () => {
          asked.now = options.now();
          return asked.now;
        },
        onDraw: () => {
          asked.seed = options.seed;
        },
      });
      return {
        ...source,
        loadChart: (path) => library.chart(resolve(directory, path), () => source.loadChart(path)),
        userValues: (flags) =>
          library.values(JSON.stringify([directory, flags]), () => source.userValues(flags)),
        render: (request) =>
          library.rendered(
            request,
            { now: options.now(), seed: options.seed, lookup: request.lookup },
            () => {
              asked = new Questions();
              const { lookup } = request;
              const rendered = source.render({ ...request, lookup: lookup && asked.listening(lookup) });
              return { rendered, asked };
            },
          ),
      };
    },
  };
}

/** What a template can ask for. */
interface Outside {
  readonly now: number;
  readonly seed: number;
  readonly lookup: Lookup | undefined;
}

/** What templates have asked for while a chart was rendered, and the answers. */
class Questions {
  now: number | undefined;
  /** undefined: nothing was drawn */
  seed: number | undefined;
  private readonly lookups: { readonly args: Parameters<Lookup>; readonly answer: Value }[] = [];

  listening(lookup: Lookup): Lookup {
    return (...args) => {
      const answer = lookup(...args);
      // the template may change what it gets
      this.lookups.push({ args, answer: answer instanceof GoMap ? copyOf(answer) : answer });
      return answer;
    };
  }

  /** Whether the answers would be the same. */
  wouldAgree({ now, seed, lookup }: Outside): boolean {
    if (this.now !== undefined && this.now !== now) return false;
    if (this.seed !== undefined && this.seed !== seed) return false;
    return this.lookups.every(
      ({ args, answer }) => lookup !== undefined && deepEqualValues(lookup(...args), answer),
    );
  }
}

/** What a chart was rendered to, and from what. */
interface Rendering {
  readonly chart: Chart;
  readonly values: GoMap;
  /** everything else that Helm said */
  readonly said: Omit<RenderRequest, "chart" | "values" | "lookup"> & { readonly lookup: boolean };
  readonly asked: Questions;
  readonly rendered: RenderedChart;
}

/** So many of each are kept; a run asks for a few. */
const mostCharts = 16;
const mostValues = 64;
const mostRenderings = 64;

/** What one version of Helm has read and rendered so far. */
class Library {
  private readonly charts = new Recent<Chart>(mostCharts);
  private readonly userValues = new Recent<GoMap>(mostValues);
  private readonly renderings: Rendering[] = [];

  chart(path: string, load: () => Chart): Chart {
    return this.charts.recall(path, load);
  }

  /** A copy for each run: templates may change them. */
  values(key: string, read: () => GoMap): GoMap {
    return copyOf(this.userValues.recall(key, read));
  }

  rendered(
    request: RenderRequest,
    outside: Outside,
    render: () => { readonly rendered: RenderedChart; readonly asked: Questions },
  ): RenderedChart {
    const { chart, values, lookup, ...rest } = request;
    const said = { ...rest, lookup: lookup !== undefined };
    const known = this.renderings.find(
      (each) =>
        each.chart === chart &&
        deepEqual(each.said, said) &&
        deepEqualValues(each.values, values) &&
        each.asked.wouldAgree(outside),
    );
    if (known !== undefined) return known.rendered;
    const before = copyOf(values);
    const { rendered, asked } = render();
    if (deepEqualValues(before, values)) {
      this.renderings.push({ chart, values: before, said, asked, rendered });
      if (this.renderings.length > mostRenderings) this.renderings.shift();
    }
    return rendered;
  }
}

const copyOf = (values: GoMap): GoMap =>
  values.size === 0 ? new GoMap([], values.goType, values.isNil) : deepCopyMap(values);
