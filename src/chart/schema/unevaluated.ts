import { isArray, isObject, type Json, type JsonObject } from "./json.ts";

/** The members and items of a value that no keyword has looked at yet; kept only where a schema asks. */
export class Unevaluated {
  private constructor(
    readonly names: Set<string>,
    readonly indexes: Set<number>,
  ) {}

  /** Names and indexes are only ever taken away, so one of these does for all. */
  static readonly none = new Unevaluated(new Set(), new Set());

  /** For a value and a schema; `asked` says that a schema further out wants to know. */
  static of(value: Json, schema: JsonObject, asked: boolean): Unevaluated {
    if (isObject(value) && (asked || Object.hasOwn(schema, "unevaluatedProperties")))
      return new Unevaluated(new Set(Object.keys(value)), new Set());
    if (isArray(value) && (asked || Object.hasOwn(schema, "unevaluatedItems")))
      return new Unevaluated(new Set(), new Set(value.keys()));
    return Unevaluated.none;
  }

  get isEmpty(): boolean {
    return this.names.size === 0 && this.indexes.size === 0;
  }

  /** What a subschema has looked at counts here too. */
  merge(inner: Unevaluated): void {
    if (this.isEmpty) return;
    for (const name of this.names) if (!inner.names.has(name)) this.names.delete(name);
    for (const index of this.indexes) if (!inner.indexes.has(index)) this.indexes.delete(index);
  }
}
