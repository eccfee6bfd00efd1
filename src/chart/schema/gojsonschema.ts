import type { CompilePattern } from "./compile-pattern.ts";
import { draftOf, SchemaCheck } from "./gojsonschema-check.ts";
import { resolveReference } from "./gojsonschema-references.ts";
import { Result } from "./gojsonschema-result.ts";
import { Validation } from "./gojsonschema-validation.ts";
import { isObject, type Json } from "./json.ts";
import { metaschemas } from "./metaschemas.ts";
import { type Located, SchemaStore } from "./schema-store.ts";

const rootUrl = "file:///values.schema.json";

const supported = metaschemas.filter(({ url }) => /draft-0[467]/.test(url));

/**
 * A schema as gojsonschema 1.2 takes it: gives what it finds wrong with a value, one text each, members in byte order. Throws an
 * Error in its words for a schema that it does not take.
 */
export function gojsonschema(schema: Json, compile: CompilePattern): (value: Json) => string[] {
  if (!isObject(schema) && typeof schema !== "boolean") throw new Error("schema is invalid");
  const draft = draftOf(schema);
  const store = new SchemaStore(
    draft === 4 ? ["id"] : draft === "hybrid" ? ["id", "$id"] : ["$id"],
    [],
    supported,
  );
  const root = store.add(rootUrl, schema);
  checkAll(root, store, new SchemaCheck(draft, compile));
  return (value) => {
    const result = new Result();
    new Validation(store, compile, draft !== 4).validate(root, value, [], result);
    return result.errors;
  };
}

/** Checks a schema and whatever its references lead to, each once. */
function checkAll(root: Located, store: SchemaStore, checker: SchemaCheck): void {
  const seen = new Set<Json>();
  const queue: Located[] = [root];
  for (let located = queue.pop(); located !== undefined; located = queue.pop()) {
    const { schema } = located;
    const base = store.baseOf(located);
    // The specifications' own schemas are in order.
    if (metaschemas.some(({ url }) => url === base)) continue;
    checker.check(schema, (reference) => {
      const target = resolveReference(store, base, reference);
      if (seen.has(target.schema)) return;
      if (!isObject(target.schema) && typeof target.schema !== "boolean")
        throw new Error("valid schema must be of type object");
      seen.add(target.schema);
      queue.push(target);
    });
  }
}
