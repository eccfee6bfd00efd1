import type { IntOrPercent } from "../api/workloads.ts";

/** The number that a value such as `3` or `25%` stands for, of `total` (staging/apimachinery/pkg/util/intstr). */
export function scaledAmount(value: IntOrPercent, total: number, round: (value: number) => number): number {
  if (typeof value === "number") return value;
  const percent = Number(value.replace(/%$/, ""));
  return value.endsWith("%") ? round((total * percent) / 100) : percent;
}
