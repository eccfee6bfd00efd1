import type { KubeObject } from "../../cluster/api/object.ts";
import { averageCpu } from "../../cluster/api/strategies/autoscaler.ts";
import {
  ageColumn,
  type Column,
  firstFew,
  minorVersion,
  nameColumn,
  none,
  type PrintContext,
  unknown,
  unset,
} from "./column.ts";
import { quantityText } from "./quantity-text.ts";

type Quantity = string | number;

interface MetricValue {
  readonly averageUtilization?: number;
  readonly averageValue?: Quantity;
  readonly value?: Quantity;
}

interface MetricSource {
  readonly name?: string;
  readonly target?: MetricValue;
  readonly current?: MetricValue;
}

interface Metric {
  readonly type?: string;
  readonly resource?: MetricSource;
  readonly containerResource?: MetricSource;
  readonly pods?: MetricSource;
  readonly object?: MetricSource;
  readonly external?: MetricSource;
}

interface Autoscaler extends KubeObject {
  readonly spec?: {
    readonly scaleTargetRef?: { readonly kind?: string; readonly name?: string };
    readonly minReplicas?: number;
    readonly maxReplicas?: number;
    readonly metrics?: readonly Metric[];
    readonly targetCPUUtilizationPercentage?: number;
  };
  readonly status?: {
    readonly currentReplicas?: number;
    readonly currentMetrics?: readonly (Metric | null)[] | null;
  };
}

export const autoscalerColumns: readonly Column[] = [
  nameColumn,
  {
    name: "REFERENCE",
    cell: ({ spec }: Autoscaler) => `${spec?.scaleTargetRef?.kind ?? ""}/${spec?.scaleTargetRef?.name ?? ""}`,
  },
  { name: "TARGETS", cell: targets },
  { name: "MINPODS", cell: ({ spec }: Autoscaler) => String(spec?.minReplicas ?? unset) },
  { name: "MAXPODS", cell: ({ spec }: Autoscaler) => String(spec?.maxReplicas ?? 0) },
  { name: "REPLICAS", cell: ({ status }: Autoscaler) => String(status?.currentReplicas ?? 0) },
  ageColumn,
];

function targets({ spec, status }: Autoscaler, { rules }: PrintContext): string {
  // Which resource is meant is said from 1.30 on.
  const named = minorVersion(rules) >= 30;
  const metrics = (spec?.metrics ?? [averageCpu(spec?.targetCPUUtilizationPercentage)]).map((metric, i) =>
    metricText(metric, status?.currentMetrics?.[i] ?? {}, named),
  );
  return metrics.length === 0 ? none : firstFew(metrics, 2, ", ");
}

function metricText(metric: Metric, current: Metric, named: boolean): string {
  switch (metric.type) {
    case "Resource":
      return resourceText(metric.resource, current.resource?.current, named);
    case "ContainerResource":
      return resourceText(metric.containerResource, current.containerResource?.current, named);
    case "Pods":
      return `${quantity(current.pods?.current?.averageValue)}/${quantity(metric.pods?.target?.averageValue)}`;
    case "Object":
      return valueText(metric.object?.target, current.object?.current);
    case "External":
      return valueText(metric.external?.target, current.external?.current);
    default:
      return "<unknown type>";
  }
}

function resourceText(source: MetricSource | undefined, current: MetricValue | undefined, named: boolean) {
  const { averageValue, averageUtilization } = source?.target ?? {};
  const text =
    averageValue !== undefined
      ? `${quantity(current?.averageValue)}/${quantity(averageValue)}`
      : `${percent(current?.averageUtilization) ?? unknown}/${percent(averageUtilization) ?? "<auto>"}`;
  return named ? `${source?.name ?? ""}: ${text}` : text;
}

const valueText = (target: MetricValue | undefined, current: MetricValue | undefined): string =>
  target?.averageValue !== undefined
    ? `${quantity(current?.averageValue)}/${quantity(target.averageValue)} (avg)`
    : `${quantity(current?.value)}/${quantity(target?.value)}`;

const quantity = (value: Quantity | undefined): string =>
  value === undefined ? unknown : quantityText(value);

const percent = (value: number | undefined): string | undefined =>
  value === undefined ? undefined : `${value}%`;
