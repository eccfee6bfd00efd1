import { type JsonObject, member } from "./json.ts";

/** Tells the schema's limit if the size is below it. */
export function least(schema: JsonObject, key: string, size: number, tell: (limit: number) => void): void {
  const limit = member(schema, key);
  if (typeof limit === "number" && size < limit) tell(limit);
}

/** Tells the schema's limit if the size is above it. */
export function most(schema: JsonObject, key: string, size: number, tell: (limit: number) => void): void {
  const limit = member(schema, key);
  if (typeof limit === "number" && size > limit) tell(limit);
}

/** Draft 4 makes a bound exclusive by a boolean beside it, later drafts give the exclusive bound itself. */
export function bounds(schema: JsonObject): {
  over?: number;
  under?: number;
  notOver?: number;
  notUnder?: number;
} {
  const number = (key: string): number | undefined => {
    const value = member(schema, key);
    return typeof value === "number" ? value : undefined;
  };
  const strictLow = member(schema, "exclusiveMinimum") === true;
  const strictHigh = member(schema, "exclusiveMaximum") === true;
  const [low, high] = [number("minimum"), number("maximum")];
  const over = strictLow ? low : number("exclusiveMinimum");
  const under = strictHigh ? high : number("exclusiveMaximum");
  return {
    ...(over === undefined ? {} : { over }),
    ...(under === undefined ? {} : { under }),
    ...(low === undefined || strictLow ? {} : { notUnder: low }),
    ...(high === undefined || strictHigh ? {} : { notOver: high }),
  };
}
