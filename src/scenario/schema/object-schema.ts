import { didYouMean, nearestWord } from "../../util/nearest-word.ts";
import type { ProblemList } from "../source/scenario-error.ts";
import { describe, type MapTree, type Tree } from "../source/tree.ts";
import type { JsonSchema, Schema } from "./schema.ts";

/** One key of an object: what its value may be and, for the reader of the JSON schema, what it means. */
export interface Field<T, Required extends boolean = boolean> {
  readonly schema: Schema<T>;
  readonly doc: string;
  readonly required: Required;
}

export const optional = <T>(schema: Schema<T>, doc: string): Field<T, false> => ({
  schema,
  doc,
  required: false,
});

export const required = <T>(schema: Schema<T>, doc: string): Field<T, true> => ({
  schema,
  doc,
  required: true,
});

type Fields = Readonly<Record<string, Field<unknown>>>;

export type ObjectOutput<F extends Fields> = {
  readonly [K in keyof F]: F[K] extends Field<infer T, infer R>
    ? R extends true
      ? T
      : T | undefined
    : never;
};

/**
 * A map with known keys; every other key is a mistake, and so is one given twice. `name` says in messages what the map
 * is: `a container rule`. Its value keeps undefined for what was absent or wrong.
 */
export function object<F extends Fields>(name: string, fields: F): Schema<ObjectOutput<F>> {
  const names = Object.keys(fields);
  return {
    json: {
      type: "object",
      properties: Object.fromEntries(
        names.map((key) => [key, { description: fields[key]?.doc, ...fields[key]?.schema.json }]),
      ),
      required: names.filter((key) => fields[key]?.required),
      additionalProperties: false,
    } satisfies JsonSchema,
    read(tree, problems) {
      if (tree.kind !== "map") {
        problems.add(tree, `expected ${name}, which is a map, found ${describe(tree)}.`);
        return undefined;
      }
      const values = readEntries(name, fields, tree, problems);
      // a key that was mistyped is not missing as well
      const meant = new Set(
        tree.entries.map(({ key }) =>
          Object.hasOwn(fields, key.text) ? key.text : nearestWord(key.text, names),
        ),
      );
      for (const key of names)
        if (fields[key]?.required && !meant.has(key))
          problems.add(startOf(tree), `${name} needs the key "${key}".`);
      return values as ObjectOutput<F>;
    },
  };
}

function readEntries(name: string, fields: Fields, tree: MapTree, problems: ProblemList) {
  const values: Record<string, unknown> = {};
  for (const { key, value } of tree.entries) {
    const field = Object.hasOwn(fields, key.text) ? fields[key.text] : undefined;
    const absent = value.kind === "scalar" && value.value === null && value.text === "";
    if (field !== undefined)
      values[key.text] = absent && !field.required ? undefined : field.schema.read(value, problems);
    else
      problems.add(
        key,
        `${name} has no key "${key.text}".`,
        didYouMean(key.text, Object.keys(fields)) || `Its keys are ${Object.keys(fields).join(", ")}.`,
      );
  }
  return values;
}

const startOf = (tree: Tree): { start: number; end: number } => ({ start: tree.start, end: tree.start + 1 });
