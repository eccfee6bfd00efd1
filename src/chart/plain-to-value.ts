import { GoList, GoMap, type Value } from "../gotemplate/value.ts";

export const isPlainObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Plain JSON values as encoding/json leaves them in Go. */
export function plainToValue(plain: unknown): Value {
  if (Array.isArray(plain)) return new GoList(plain.map(plainToValue));
  if (isPlainObject(plain))
    return new GoMap(Object.entries(plain).map(([key, value]) => [key, plainToValue(value)]));
  if (typeof plain === "bigint") return Number(plain);
  return typeof plain === "string" || typeof plain === "number" || typeof plain === "boolean" ? plain : null;
}
