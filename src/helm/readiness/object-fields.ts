import type { KubeObject } from "../../cluster/api/object.ts";
import type { Condition } from "../../cluster/api/workloads.ts";

/** The value at a path of an object, undefined where any part of the path is missing. */
export function fieldAt(object: unknown, ...path: readonly string[]): unknown {
  let value = object;
  for (const key of path) {
    if (typeof value !== "object" || value === null) return undefined;
    value = (value as Readonly<Record<string, unknown>>)[key];
  }
  return value;
}

/** The number at a path, `otherwise` where there is none. */
export function numberAt(object: unknown, otherwise: number, ...path: readonly string[]): number {
  const value = fieldAt(object, ...path);
  return typeof value === "number" ? value : otherwise;
}

/** The text at a path, "" where there is none. */
export function textAt(object: unknown, ...path: readonly string[]): string {
  const value = fieldAt(object, ...path);
  return typeof value === "string" ? value : "";
}

export function conditionAt(object: KubeObject, type: string): Condition | undefined {
  const conditions = fieldAt(object, "status", "conditions");
  return Array.isArray(conditions)
    ? (conditions as Condition[]).find((each) => each.type === type)
    : undefined;
}

export const hasCondition = (
  object: KubeObject,
  type: string,
  status: Condition["status"] = "True",
): boolean => conditionAt(object, type)?.status === status;

/** A count or a percentage of `total`, rounded as asked (intstr.GetScaledValueFromIntOrPercent). */
export function scaled(value: unknown, total: number, round: "up" | "down"): number {
  if (typeof value === "number") return value;
  const percent = typeof value === "string" ? /^(\d+)%$/.exec(value)?.[1] : undefined;
  if (percent === undefined) return 0;
  const exact = (Number(percent) * total) / 100;
  return round === "up" ? Math.ceil(exact) : Math.floor(exact);
}
