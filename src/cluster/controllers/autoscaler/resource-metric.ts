import { isReady, type Pod } from "../../api/pod.ts";
import { Quantity } from "../../api/quantity.ts";
import type { MetricSource } from "../../api/strategies/autoscaler.ts";
import type { Load } from "../../behaviour.ts";
import { availableIn } from "../pod-availability.ts";

/** What a metric comes to: how many pods it asks for, and the values that the status shows. */
export type Measurement =
  | {
      readonly replicas: number;
      readonly what: string;
      readonly value: { readonly averageUtilization?: number; readonly averageValue: string };
    }
  | { readonly problem: string };

/** A ratio this near to 1 changes nothing. */
const tolerance = 0.1;
/** The metrics of a pod count once it has been ready for so many seconds. */
const firstSample = 30;

/**
 * How many pods a load asks for, by the CPU or memory that each of the ready ones has to give of it
 * (pkg/controller/podautoscaler/replica_calculator.go). `now`: milliseconds since the epoch.
 */
export function measureResource(
  { name = "", container, target = {} }: MetricSource,
  pods: readonly Pod[],
  load: Load,
  current: number,
  now: number,
): Measurement {
  const total = name === "cpu" ? load.cpu : name === "memory" ? load.memory : undefined;
  const living = pods.filter(
    ({ metadata, status }) =>
      metadata.deletionTimestamp === undefined && status.phase !== "Failed" && status.phase !== "Succeeded",
  );
  const measured = living.filter((pod) => availableIn(pod, firstSample, now) === 0);
  if (total === undefined || measured.length === 0)
    return {
      problem: `unable to get metrics for resource ${name}: no metrics returned from resource metrics API`,
    };
  const share = total / living.filter(isReady).length;
  const usages = measured.map((pod) => Math.min(share, amountOf(pod, "limits", name, container) ?? share));
  const used = sum(usages);
  const average = Math.trunc(used / measured.length);
  const averageValue = name === "cpu" ? `${average}m` : String(average);
  if (target.averageUtilization === undefined) {
    const asked = inUnit(target.averageValue, name);
    const what = `${name} resource`;
    const replicas = asked > 0 ? wanted(current, used / measured.length / asked, measured, living) : current;
    return { replicas, what, value: { averageValue } };
  }
  const requests: number[] = [];
  for (const pod of measured) {
    const request = amountOf(pod, "requests", name, container);
    if (request === undefined) return { problem: missingRequest(pod, name, container) };
    requests.push(request);
  }
  const utilization = Math.trunc((used * 100) / sum(requests));
  return {
    replicas: wanted(current, utilization / target.averageUtilization, measured, living),
    what: `${name} resource utilization (percentage of request)`,
    value: { averageUtilization: utilization, averageValue },
  };
}

/** Pods that are not measured yet count as idle when there are to be more pods, and as busy when there are to be fewer. */
function wanted(current: number, ratio: number, measured: readonly Pod[], living: readonly Pod[]): number {
  const others = living.length - measured.length;
  if (others === 0) return Math.abs(1 - ratio) <= tolerance ? current : Math.ceil(ratio * measured.length);
  const guess = ratio > 1 ? 0 : 1;
  const corrected = (ratio * measured.length + guess * others) / living.length;
  if (Math.abs(1 - corrected) <= tolerance || corrected < 1 !== ratio < 1) return current;
  const replicas = Math.ceil(corrected * living.length);
  return (corrected < 1 && replicas > current) || (corrected > 1 && replicas < current) ? current : replicas;
}

/** What a pod asks for, or may have at most: millicores or bytes; undefined if one of its containers does not say. */
function amountOf(
  { spec }: Pod,
  key: "requests" | "limits",
  resource: string,
  container: string | undefined,
): number | undefined {
  let amount = 0;
  for (const { name, resources } of spec.containers) {
    if (container !== undefined && name !== container) continue;
    const own = resources?.[key]?.[resource];
    if (own === undefined) return undefined;
    amount += inUnit(own, resource);
  }
  return amount;
}

function missingRequest({ spec, metadata }: Pod, resource: string, container: string | undefined): string {
  const without = spec.containers.find(
    ({ name, resources }) =>
      (container === undefined || name === container) && resources?.requests?.[resource] === undefined,
  );
  return `missing request for ${resource} in container ${without?.name ?? ""} of Pod ${metadata.name}`;
}

const inUnit = (quantity: string | number | undefined, resource: string): number =>
  Quantity.of(quantity).toNumber() * (resource === "cpu" ? 1000 : 1);

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);
