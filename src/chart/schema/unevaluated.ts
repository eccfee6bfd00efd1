import { isArray, isObject, type Json, type JsonObject } from "./json.ts";

/** The members and items of a value that no keyword has looked at yet; kept only where a schema asks. */
export class Unevaluated {
  private constructor(
    readonly names: Set<string>,
    readonly indexes: Set<number>,
  ) {}

  static none(): Unevaluated {
    return new Unevaluated(new Set(), new Set());
  }

  /** For a value and a schema; `asked` says that a schema further out wants to know. */
  static of(value: Json, schema: JsonObject, asked: boolean): Unevaluated {
    const names =
      isObject(value) && (asked || Object.hasOwn(schema, "unevaluatedProperties")) ? Object.keys(value) : [];
    const indexes =
      isArray(value) && (asked || Object.hasOwn(schema, "unevaluatedItems")) ? [...value.keys()] : [];
    return new Unevaluated(new Set(names), new Set(indexes));
  }

  get isEmpty(): boolean {
    return this.names.size === 0 && this.indexes.size === 0;
  }

  /** What a subschema has looked at counts here too. */
  merge(inner: Unevaluated): void {
    for (const name of this.names) if (!inner.names.has(name)) this.names.delete(name);
    for (const index of this.indexes) if (!inner.indexes.has(index)) this.indexes.delete(index);
  }
}
