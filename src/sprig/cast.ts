import { GoInt, type Value } from "../gotemplate/value.ts";
import { parseFloat64, parseInt64 } from "./parse-number.ts";

/**
 * spf13/cast's ToInt64, which sprig uses for every whole number: of strings the literals of Go (`0x1F`, `017`, `1_000`)
 * and those with nothing but zeros after the point; what is no number at all is 0.
 */
export function toInt64(value: Value): bigint {
  if (value instanceof GoInt) return isConvertible(value) ? BigInt.asIntN(64, value.value) : 0n;
  if (typeof value === "number") return floatToInt64(value);
  if (typeof value === "boolean") return value ? 1n : 0n;
  const parsed = typeof value === "string" ? parseInt64(value.replace(/\.0+$/, ""), 0) : undefined;
  return parsed?.inRange ? parsed.value : 0n;
}

/** spf13/cast's ToFloat64; what is no number is 0. */
export function toFloat64(value: Value): number {
  if (value instanceof GoInt) return isConvertible(value) ? Number(value.value) : 0;
  if (typeof value === "number") return value;
  if (typeof value === "boolean") return value ? 1 : 0;
  return typeof value === "string" ? (parseFloat64(value) ?? 0) : 0;
}

/** Go's int64(x) on amd64: toward zero; what does not fit, and NaN, is the smallest int64. */
function floatToInt64(value: number): bigint {
  return value >= -(2 ** 63) && value < 2 ** 63 ? BigInt(Math.trunc(value)) : -(2n ** 63n);
}

/** Of the types that are ints underneath, cast knows only the months and weekdays. */
function isConvertible(value: GoInt): boolean {
  return value.goType !== "time.Duration" && value.goType !== "fs.FileMode";
}
