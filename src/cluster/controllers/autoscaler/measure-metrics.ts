import type { Pod } from "../../api/pod.ts";
import type { Metric, MetricSource } from "../../api/strategies/autoscaler.ts";
import type { Load } from "../../behaviour.ts";
import { type Measurement, measureResource } from "./resource-metric.ts";

interface Measured {
  /** undefined: the metrics that could not be had might ask for more */
  readonly replicas: number | undefined;
  /** the metric that asks for most */
  readonly what: string;
  readonly currentMetrics: readonly unknown[];
  readonly problems: readonly { readonly reason: string; readonly message: string }[];
}

/** What all metrics together ask for: the one that asks for most pods decides. `now`: milliseconds since the epoch. */
export function measureMetrics(
  metrics: readonly Metric[],
  pods: readonly Pod[],
  load: Load,
  current: number,
  now: number,
): Measured {
  const problems: { reason: string; message: string }[] = [];
  const currentMetrics: unknown[] = [];
  let replicas = 0;
  let what = "";
  for (const metric of metrics) {
    const key = metric.type === "ContainerResource" ? "containerResource" : "resource";
    const source = metric[key];
    const measured: Measurement =
      source === undefined
        ? {
            problem: `unable to fetch metrics from ${metric.type.toLowerCase()} metrics API: no metrics returned`,
          }
        : measureResource(source, pods, load, current, now);
    if ("problem" in measured) {
      problems.push({
        reason: `FailedGet${metric.type}Metric`,
        message: problemOf(source, measured.problem),
      });
      currentMetrics.push(null);
      continue;
    }
    currentMetrics.push({ type: metric.type, [key]: { ...nameOf(source), current: measured.value } });
    if (measured.replicas > replicas) ({ replicas, what } = measured);
  }
  const [first] = problems;
  if (first === undefined || (problems.length < metrics.length && replicas >= current))
    return { replicas, what, currentMetrics, problems };
  const message = `invalid metrics (${problems.length} invalid out of ${metrics.length}), first error is: ${first.message}`;
  return {
    replicas: undefined,
    what,
    currentMetrics,
    problems: [...problems, { reason: "FailedComputeMetricsReplicas", message }],
  };
}

const nameOf = (source: MetricSource | undefined): MetricSource => ({
  ...(source?.name === undefined ? {} : { name: source.name }),
  ...(source?.container === undefined ? {} : { container: source.container }),
});

const problemOf = (source: MetricSource | undefined, problem: string): string =>
  source?.target?.averageUtilization === undefined
    ? problem
    : `failed to get ${source.name ?? ""} utilization: ${problem}`;
