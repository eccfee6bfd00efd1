import { compareStrings } from "../../util/compare-strings.ts";
import { type Comparison, JsonPathError, type PathStep } from "./parse-json-path.ts";

/**
 * The values that a path leads to (client-go/util/jsonpath/jsonpath.go). Missing keys give no value.
 * @throws JsonPathError for an index that a list does not have, and for a word that is no path
 */
export function findJsonPath(steps: readonly PathStep[], root: unknown): readonly unknown[] {
  let values: readonly unknown[] = [root];
  for (const step of steps) {
    if (step.kind === "identifier") throw meaningless(step.name);
    values = values.flatMap((value) => [...apply(step, value)]);
  }
  return values;
}

const meaningless = (word: string): JsonPathError =>
  new JsonPathError(word === "end" ? "not in range, nothing to end" : `unrecognized identifier ${word}`);

function* apply(step: Exclude<PathStep, { kind: "identifier" }>, value: unknown): Iterable<unknown> {
  switch (step.kind) {
    case "literal":
      yield step.value;
      return;
    case "field": {
      const found = isMap(value) && Object.hasOwn(value, step.name) ? value[step.name] : undefined;
      if (found !== undefined && found !== null) yield found;
      return;
    }
    case "wildcard":
      yield* children(value);
      return;
    case "recursive":
      yield* descendants(value);
      return;
    case "index":
      yield* indexed(value, step.index);
      return;
    case "slice":
      yield* sliced(value, step);
      return;
    case "union":
      for (const path of step.paths) yield* findJsonPath(path, value);
      return;
    case "filter":
      for (const child of Array.isArray(value) ? value : []) if (passes(step, child)) yield child;
  }
}

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function children(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (!isMap(value)) return [];
  return Object.keys(value)
    .sort(compareStrings)
    .map((key) => value[key]);
}

/** The value itself and everything in it, outer before inner. */
function* descendants(value: unknown): Iterable<unknown> {
  yield value;
  for (const child of children(value)) yield* descendants(child);
}

function* indexed(value: unknown, index: number): Iterable<unknown> {
  if (!Array.isArray(value)) return;
  const at = index < 0 ? value.length + index : index;
  if (at < 0 || at >= value.length)
    throw new JsonPathError(`array index out of bounds: index ${index}, length ${value.length}`);
  yield value[at];
}

function* sliced(
  value: unknown,
  { start, end, step }: Extract<PathStep, { kind: "slice" }>,
): Iterable<unknown> {
  if (!Array.isArray(value)) return;
  const place = (at: number): number => Math.min(value.length, Math.max(0, at < 0 ? value.length + at : at));
  if (step <= 0) throw new JsonPathError("step must be > 0");
  for (let i = place(start ?? 0); i < place(end ?? value.length); i += step) yield value[i];
}

function passes({ left, test }: Extract<PathStep, { kind: "filter" }>, child: unknown): boolean {
  const [found] = findJsonPath(left, child);
  if (test === undefined) return found !== undefined;
  const [wanted] = findJsonPath(test.right, child);
  if (found === undefined || wanted === undefined) return false;
  return compare(found, test.operator, wanted);
}

function compare(a: unknown, operator: Comparison["operator"], b: unknown): boolean {
  const order = typeof a === "number" && typeof b === "number" ? a - b : compareStrings(String(a), String(b));
  return {
    "==": order === 0,
    "!=": order !== 0,
    "<": order < 0,
    "<=": order <= 0,
    ">": order > 0,
    ">=": order >= 0,
  }[operator];
}
