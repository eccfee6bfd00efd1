import type { KubeObject } from "../object.ts";
import { atLeastZero, invalid, none, required } from "../validation/field-errors.ts";
import { withDefaults, withStruct } from "../with-defaults.ts";
import type { Strategy } from "./strategy.ts";

/** What a metric is to be. */
export interface MetricTarget {
  readonly type?: string;
  readonly averageUtilization?: number;
  readonly averageValue?: string | number;
}

export interface MetricSource {
  readonly name?: string;
  readonly container?: string;
  readonly target?: MetricTarget;
}

/** An entry of `spec.metrics`. */
export interface Metric {
  readonly type: string;
  readonly resource?: MetricSource;
  readonly containerResource?: MetricSource;
}

/** How fast the number of pods may change in one direction, and how long it waits before it does. */
export interface ScalingRules {
  readonly stabilizationWindowSeconds?: number;
  readonly selectPolicy?: "Max" | "Min" | "Disabled";
  readonly policies?: readonly {
    readonly type: "Pods" | "Percent";
    readonly value: number;
    readonly periodSeconds: number;
  }[];
}

export interface ScalingBehavior {
  readonly scaleUp?: ScalingRules;
  readonly scaleDown?: ScalingRules;
}

export interface Autoscaler extends KubeObject {
  readonly spec: {
    readonly scaleTargetRef: { readonly apiVersion?: string; readonly kind: string; readonly name: string };
    readonly minReplicas: number;
    readonly maxReplicas: number;
    readonly metrics?: readonly Metric[];
    /** what autoscaling/v1 has in place of metrics, percent */
    readonly targetCPUUtilizationPercentage?: number;
    readonly behavior?: ScalingBehavior;
  };
  readonly status: Readonly<Record<string, unknown>>;
}

/** The metric of an autoscaler that states none, or only the one target of autoscaling/v1 (conversion.go). */
export const averageCpu = (averageUtilization = 80): Metric => ({
  type: "Resource",
  resource: { name: "cpu", target: { type: "Utilization", averageUtilization } },
});

/** pkg/apis/autoscaling/v2/defaults.go and pkg/apis/autoscaling/validation/validation.go */
export const autoscalerStrategy: Strategy<Autoscaler> = {
  defaults: (object) =>
    withStruct(object, "spec", (spec) =>
      withDefaults(spec, {
        minReplicas: 1,
        ...(object.apiVersion === "autoscaling/v1" ? {} : { metrics: [averageCpu()] }),
      }),
    ),
  prepare: (object) => ({ ...object, status: { currentMetrics: null, desiredReplicas: 0 } }),
  validate: ({ spec }) => [
    ...atLeastZero("spec.minReplicas", spec.minReplicas),
    ...(spec.minReplicas === 0
      ? [invalid("spec.minReplicas", 0, "must be greater than or equal to 1")]
      : none),
    ...(spec.maxReplicas === undefined || spec.maxReplicas < 1
      ? [invalid("spec.maxReplicas", spec.maxReplicas ?? 0, "must be greater than 0")]
      : none),
    ...(spec.maxReplicas < spec.minReplicas
      ? [invalid("spec.maxReplicas", spec.maxReplicas, "must be greater than or equal to `minReplicas`")]
      : none),
    ...(["kind", "name"] as const)
      .filter((field) => (spec.scaleTargetRef?.[field] ?? "") === "")
      .map((field) => required(`spec.scaleTargetRef.${field}`)),
  ],
};
