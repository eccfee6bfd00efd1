import type { CompilePattern } from "./compile-pattern.ts";
import { equals, isArray, isObject, type Json, type JsonObject, member } from "./json.ts";

/** The draft that gojsonschema follows; a `$schema` that it does not know gets the words of all drafts. */
export type Draft = 4 | 6 | 7 | "hybrid";

export function draftOf(schema: Json): Draft {
  const url = isObject(schema) ? member(schema, "$schema") : undefined;
  if (url !== undefined && typeof url !== "string") throw new Error("$schema must be of type string");
  const found = /^https?:\/\/json-schema\.org\/draft-0([467])\/schema#?$/.exec(url ?? "")?.[1];
  return found === "4" ? 4 : found === "6" ? 6 : found === "7" ? 7 : "hybrid";
}

const typeNames = ["array", "boolean", "integer", "number", "null", "object", "string"];
const anInteger = (key: string): string => `${key} must be of an integer`;

type Follow = (reference: string) => void;

/** Refuses, in its words and order, what gojsonschema refuses to compile (xeipuuv/gojsonschema, schema.go). */
export class SchemaCheck {
  constructor(
    private readonly draft: Draft,
    private readonly compile: CompilePattern,
  ) {}

  /** `follow` is told of every reference: it checks what it leads to. */
  check(schema: Json, follow: Follow): void {
    if (typeof schema === "boolean" && this.draft !== 4) return;
    if (!isObject(schema)) throw new Error("Expected: valid schema, given: Invalid JSON");
    const id = this.draft === 4 || (this.draft === "hybrid" && Object.hasOwn(schema, "id")) ? "id" : "$id";
    this.text(schema, id);
    for (const entry of this.entries(schema, "definitions", expected("array of schemas", "definitions"))) {
      if (!isSchemaLike(entry)) throw new Error(expected("array of schemas", "definitions"));
      this.check(entry, follow);
    }
    for (const key of ["title", "description", "$ref"]) this.text(schema, key);
    const reference = member(schema, "$ref");
    if (typeof reference === "string") {
      follow(reference);
      return;
    }
    this.types(schema);
    this.members(schema, follow);
    this.numbers(schema);
    this.limits(schema);
    this.combinations(schema, follow);
  }

  private text(schema: JsonObject, key: string): void {
    const value = member(schema, key);
    if (value !== undefined && typeof value !== "string") throw new Error(expected("string", key));
  }

  private types(schema: JsonObject): void {
    const value = member(schema, "type");
    if (value === undefined) return;
    const names = isArray(value) ? value : [value];
    const seen = new Set<string>();
    for (const name of names) {
      if (typeof name !== "string") throw new Error(expected("string/array of strings", "type"));
      if (!typeNames.includes(name))
        throw new Error(
          `has a primitive type that is NOT VALID -- given: /${name}/ Expected valid values are:[${typeNames.join(" ")}]`,
        );
      if (seen.has(name)) throw new Error(`${name} type is duplicated`);
      seen.add(name);
    }
  }

  private members(schema: JsonObject, follow: Follow): void {
    for (const entry of this.entries(schema, "properties", "properties must be of type object"))
      this.check(entry, follow);
    this.switchable(schema, "additionalProperties", follow);
    const patterns = member(schema, "patternProperties");
    for (const entry of this.entries(
      schema,
      "patternProperties",
      expected("valid schema", "patternProperties"),
    ))
      this.check(entry, follow);
    for (const source of isObject(patterns) ? Object.keys(patterns) : [])
      this.regex(source, `Invalid regex pattern '${source}'`);
    const names = member(schema, "propertyNames");
    if (names !== undefined && this.draft !== 4) {
      if (!isSchemaLike(names)) throw new Error(expected("valid schema", "patternProperties"));
      this.check(names, follow);
    }
    this.dependencies(schema, follow);
    this.items(schema, follow);
    this.switchable(schema, "additionalItems", follow);
  }

  private dependencies(schema: JsonObject, follow: Follow): void {
    for (const entry of this.entries(schema, "dependencies", "dependencies must be of type object")) {
      if (isArray(entry) ? !entry.every((name) => typeof name === "string") : !isSchemaLike(entry))
        throw new Error("dependency must be of type schema or array of strings");
      if (!isArray(entry)) this.check(entry, follow);
    }
  }

  private items(schema: JsonObject, follow: Follow): void {
    const items = member(schema, "items");
    if (items === undefined) return;
    for (const item of isArray(items) ? items : [items]) {
      if (!isSchemaLike(item)) throw new Error(expected("valid schema/array of schemas", "items"));
      this.check(item, follow);
    }
  }

  private switchable(schema: JsonObject, key: string, follow: Follow): void {
    const value = member(schema, key);
    if (value === undefined || typeof value === "boolean") return;
    if (!isObject(value)) throw new Error(expected("boolean/valid schema", key));
    this.check(value, follow);
  }

  private numbers(schema: JsonObject): void {
    const multiple = this.number(schema, "multipleOf", expected("number", "multipleOf"));
    if (multiple !== undefined && multiple <= 0)
      throw new Error("multipleOf must be strictly greater than 0");
    for (const key of ["minimum", "maximum"]) {
      this.number(schema, key, `${key} must be of a number`);
      const exclusive = `exclusive${key[0]?.toUpperCase()}${key.slice(1)}`;
      const value = member(schema, exclusive);
      if (value === undefined) continue;
      const may = this.draft === 4 ? "boolean" : this.draft === "hybrid" ? "boolean/number" : "number";
      if (!may.split("/").includes(typeof value)) throw new Error(expected(may, exclusive));
      if (typeof value === "boolean" && member(schema, key) === undefined)
        throw new Error(`${exclusive} cannot be used without ${key}`);
    }
  }

  private limits(schema: JsonObject): void {
    this.ordered(schema, "minLength", "maxLength");
    const pattern = member(schema, "pattern");
    if (pattern !== undefined && typeof pattern !== "string") throw new Error("pattern must be of a string");
    if (pattern !== undefined) this.regex(pattern, "pattern must be a valid regex");
    const format = member(schema, "format");
    if (format !== undefined && typeof format !== "string") throw new Error("format must be of type string");
    this.ordered(schema, "minProperties", "maxProperties");
    const required = this.list(schema, "required");
    if (!required.every((name) => typeof name === "string")) throw new Error("required items must be string");
    if (hasTwins(required)) throw new Error("required items must be unique");
    this.count(schema, "minItems");
    this.count(schema, "maxItems");
    const unique = member(schema, "uniqueItems");
    if (unique !== undefined && typeof unique !== "boolean")
      throw new Error("uniqueItems must be of a boolean");
  }

  private combinations(schema: JsonObject, follow: Follow): void {
    const contains = member(schema, "contains");
    if (contains !== undefined && this.draft !== 4) this.check(contains, follow);
    if (hasTwins(this.list(schema, "enum"))) throw new Error("enum items must be unique");
    for (const key of ["oneOf", "anyOf", "allOf"])
      for (const entry of this.list(schema, key, key === "allOf" ? "anyOf" : key)) this.check(entry, follow);
    const conditional = this.draft === 7 || this.draft === "hybrid" ? ["if", "then", "else"] : [];
    for (const key of ["not", ...conditional]) {
      const value = member(schema, key);
      if (value === undefined) continue;
      if (!isSchemaLike(value)) throw new Error(`${key} must be of an object`);
      this.check(value, follow);
    }
  }

  private ordered(schema: JsonObject, least: string, most: string): void {
    const low = this.count(schema, least);
    const high = this.count(schema, most);
    if (low !== undefined && high !== undefined && low > high)
      throw new Error(`${least} cannot be greater than ${most}`);
  }

  private count(schema: JsonObject, key: string): number | undefined {
    const value = this.number(schema, key, anInteger(key));
    if (value === undefined) return undefined;
    if (!Number.isInteger(value)) throw new Error(anInteger(key));
    if (value < 0) throw new Error(`${key} must be greater than or equal to 0`);
    return value;
  }

  private number(schema: JsonObject, key: string, complaint: string): number | undefined {
    const value = member(schema, key);
    if (value !== undefined && typeof value !== "number") throw new Error(complaint);
    return value;
  }

  private entries(schema: JsonObject, key: string, complaint: string): Json[] {
    const value = member(schema, key);
    if (value !== undefined && !isObject(value)) throw new Error(complaint);
    return Object.values(value ?? {});
  }

  private list(schema: JsonObject, key: string, named = key): readonly Json[] {
    const value = member(schema, key);
    if (value !== undefined && !isArray(value)) throw new Error(`${named} must be of an array`);
    return value ?? [];
  }

  private regex(source: string, complaint: string): void {
    try {
      this.compile(source);
    } catch {
      throw new Error(complaint);
    }
  }
}

const expected = (what: string, key: string): string => `Invalid type. Expected: ${what}, given: ${key}`;

const isSchemaLike = (value: Json): boolean => isObject(value) || typeof value === "boolean";

const hasTwins = (items: readonly Json[]): boolean =>
  items.some((item, i) => items.slice(0, i).some((earlier) => equals(item, earlier)));
