/** What a value out of a file has to be like: a check that names the place, and the same as a JSON schema. */
export interface Shape {
  /** What is wrong, with the path of what it is wrong with; undefined where nothing is. */
  problem(value: unknown, path: string): string | undefined;
  readonly json: JsonObject;
}

export type JsonObject = Readonly<Record<string, unknown>>;

const article = (value: unknown): string =>
  value === undefined
    ? "missing"
    : value === null
      ? "null"
      : Array.isArray(value)
        ? "a list"
        : `a ${typeof value === "object" ? "map" : typeof value}`;

const simple = (fits: (value: unknown) => boolean, json: JsonObject): Shape => ({
  problem: (value, path) => (fits(value) ? undefined : `${path} is ${article(value)}`),
  json,
});

export const text = simple((value) => typeof value === "string", { type: "string" });
export const bool = simple((value) => typeof value === "boolean", { type: "boolean" });
export const number = simple((value) => Number.isFinite(value), { type: "number" });

/** A time in seconds that a clock can show. */
export const seconds = simple((value) => Number.isFinite(value) && Math.abs(value as number) < 1e11, {
  type: "number",
});

/** One of some words, or null. */
export const among = (...words: readonly (string | null)[]): Shape =>
  simple((value) => words.includes(value as string), { enum: words });

/** A map of whatever. */
export const map = simple((value) => typeof value === "object" && value !== null && !Array.isArray(value), {
  type: "object",
});

export const list = (of: Shape): Shape => ({
  problem(value, path) {
    if (!Array.isArray(value)) return `${path} is ${article(value)}`;
    for (const [i, each] of value.entries()) {
      const found = of.problem(each, `${path}[${i}]`);
      if (found !== undefined) return found;
    }
    return undefined;
  },
  json: { type: "array", items: of.json },
});

export const either = (...shapes: readonly Shape[]): Shape => ({
  problem(value, path) {
    const problems = shapes.map((shape) => shape.problem(value, path));
    return problems.includes(undefined) ? undefined : problems[0];
  },
  json: { anyOf: shapes.map(({ json }) => json) },
});

/** A map of these fields, of which those in `optional` may be missing; others do not matter. */
export const record = (
  fields: Readonly<Record<string, Shape>>,
  optional: Readonly<Record<string, Shape>> = {},
): Shape => ({
  problem(value, path) {
    const wrong = map.problem(value, path);
    if (wrong !== undefined) return wrong;
    const inside = value as JsonObject;
    const below = (name: string): string => (path === "" ? name : `${path}.${name}`);
    for (const [name, shape] of Object.entries({ ...fields, ...optional })) {
      if (name in optional && inside[name] === undefined) continue;
      const found = shape.problem(inside[name], below(name));
      if (found !== undefined) return found;
    }
    return undefined;
  },
  json: {
    type: "object",
    required: Object.keys(fields),
    properties: Object.fromEntries(
      Object.entries({ ...fields, ...optional }).map(([name, { json }]) => [name, json]),
    ),
  },
});
