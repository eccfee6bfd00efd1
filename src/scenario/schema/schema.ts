import { didYouMean } from "../../util/nearest-word.ts";
import type { ProblemList } from "../source/scenario-error.ts";
import { describe, type ScalarTree, type Tree } from "../source/tree.ts";

/** A fragment of a JSON schema (draft 2020-12). */
export type JsonSchema = { readonly [keyword: string]: unknown };

/**
 * What a value of the file may be: one source for the TypeScript type, the messages and the JSON schema. `read` gives
 * undefined after it has told `problems` what is wrong.
 */
export interface Schema<T> {
  readonly json: JsonSchema;
  read(tree: Tree, problems: ProblemList): T | undefined;
}

/** What `read` of a schema gives. */
export type Output<S> = S extends Schema<infer T> ? T : never;

/** A schema for one scalar: `parse` gives undefined where the scalar is not `expected` (a noun: `a duration`). */
export function scalar<T>(
  expected: string,
  json: JsonSchema,
  parse: (scalar: ScalarTree) => T | undefined,
): Schema<T> {
  return {
    json,
    read(tree, problems) {
      const value = tree.kind === "scalar" && tree.value !== null ? parse(tree) : undefined;
      if (value === undefined) problems.add(tree, `expected ${expected}, found ${describe(tree)}.`);
      return value;
    },
  };
}

/** Text; a bare number or truth value counts as the text that was written. */
export const text = (expected = "text"): Schema<string> =>
  scalar(expected, { type: "string" }, ({ text }) => (text === "" ? undefined : text));

export const boolean: Schema<boolean> = scalar("true or false", { type: "boolean" }, ({ value }) =>
  typeof value === "boolean" ? value : undefined,
);

/** A whole number within the bounds, both inclusive. */
export const integer = (minimum: number, maximum = Number.MAX_SAFE_INTEGER): Schema<number> =>
  scalar(
    maximum === Number.MAX_SAFE_INTEGER
      ? `a whole number from ${minimum} on`
      : `a whole number from ${minimum} to ${maximum}`,
    { type: "integer", minimum, ...(maximum === Number.MAX_SAFE_INTEGER ? {} : { maximum }) },
    ({ value }) =>
      typeof value === "number" && Number.isInteger(value) && value >= minimum && value <= maximum
        ? value
        : undefined,
  );

/** One of a few words. */
export function choice<W extends string>(words: readonly W[]): Schema<W> {
  return {
    json: { enum: [...words] },
    read(tree, problems) {
      const found = tree.kind === "scalar" ? words.find((word) => word === tree.text) : undefined;
      if (found === undefined)
        problems.add(
          tree,
          `expected one of ${words.join(", ")}, found ${describe(tree)}.`,
          tree.kind === "scalar" ? didYouMean(tree.text, words) : "",
        );
      return found;
    },
  };
}

export function list<T>(of: Schema<T>): Schema<readonly T[]> {
  return {
    json: { type: "array", items: of.json },
    read(tree, problems) {
      if (tree.kind !== "list") {
        problems.add(tree, `expected a list, found ${describe(tree)}.`);
        return undefined;
      }
      return tree.items.map((item) => of.read(item, problems)).filter((item) => item !== undefined);
    },
  };
}

/** A map from any text to text: labels. */
export const textMap: Schema<Readonly<Record<string, string>>> = {
  json: { type: "object", additionalProperties: { type: "string" } },
  read(tree, problems) {
    if (tree.kind !== "map") {
      problems.add(tree, `expected a map of texts, found ${describe(tree)}.`);
      return undefined;
    }
    const pairs: [string, string][] = [];
    for (const { key, value } of tree.entries) {
      if (value.kind === "scalar") pairs.push([key.text, value.text]);
      else problems.add(value, `expected text, found ${describe(value)}.`);
    }
    return Object.fromEntries(pairs);
  },
};

/** The result of another schema, made into something else; `convert` may add problems and give undefined. */
export function converted<S, T>(
  schema: Schema<S>,
  convert: (value: S, tree: Tree, problems: ProblemList) => T | undefined,
): Schema<T> {
  return {
    json: schema.json,
    read(tree, problems) {
      const value = schema.read(tree, problems);
      return value === undefined ? undefined : convert(value, tree, problems);
    },
  };
}
