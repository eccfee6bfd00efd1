import { compareStrings } from "../../util/compare-strings.ts";
import type { CompilePattern } from "./compile-pattern.ts";
import { least, most } from "./gojsonschema-limits.ts";
import { resolveReference } from "./gojsonschema-references.ts";
import { field, type Position, Result } from "./gojsonschema-result.ts";
import { ScalarValidation } from "./gojsonschema-scalars.ts";
import { goJson, isArray, isObject, type Json, type JsonObject, member } from "./json.ts";
import type { Located, SchemaStore } from "./schema-store.ts";

const entriesOf = <T>(object: { readonly [key: string]: T }): [string, T][] =>
  Object.entries(object).sort(([a], [b]) => compareStrings(a, b));
const better = (candidate: Result, best: Result | undefined): Result =>
  best === undefined || candidate.score > best.score ? candidate : best;

/** Holds values against schemas that have been checked (xeipuuv/gojsonschema, validation.go). */
export class Validation {
  private readonly scalars: ScalarValidation;
  private depth = 0;

  constructor(
    private readonly store: SchemaStore,
    private readonly compile: CompilePattern,
    /** Keywords of draft 6 and later count. */
    private readonly modern: boolean,
  ) {
    this.scalars = new ScalarValidation(compile);
  }

  validate(located: Located, value: Json, path: readonly string[], result: Result): void {
    const { schema } = located;
    const base = this.store.baseOf(located);
    if (typeof schema === "boolean") {
      if (!schema) result.add(path, "False always fails validation");
      return;
    }
    if (!isObject(schema)) return;
    const reference = member(schema, "$ref");
    if (typeof reference === "string") {
      if (++this.depth > 2000) throw new Error("the schema refers to itself without end");
      this.validate(resolveReference(this.store, base, reference), value, path, result);
      this.depth--;
      return;
    }
    if (!this.hasType(schema, value, path, result)) return;
    const at: Position = { schema, base, path };
    this.combinations(at, value, result);
    if (isArray(value)) this.array(at, value, result);
    if (isObject(value)) this.object(at, value, result);
    if (typeof value === "number") this.scalars.number(at, value, result);
    this.common(at, value, result);
    if (typeof value === "string") this.scalars.string(at, value, result);
    if (isObject(value)) {
      for (const [name, child] of this.members(at, "properties"))
        if (Object.hasOwn(value, name)) this.validate(child, value[name] ?? null, [...path, name], result);
    }
    result.score++;
  }

  private hasType(schema: JsonObject, value: Json, path: readonly string[], result: Result): boolean {
    const type = member(schema, "type");
    const wanted = isArray(type) ? type : type === undefined ? [] : [type];
    if (wanted.length === 0) return true;
    const given = givenType(value);
    if (wanted.includes(given) || (given === "integer" && wanted.includes("number"))) return true;
    const expected = wanted.length > 1 ? `[${wanted.join(",")}]` : wanted[0];
    result.add(path, `Invalid type. Expected: ${expected}, given: ${given}`);
    return false;
  }

  private combinations(at: Position, value: Json, result: Result): void {
    const { path } = at;
    const anyOf = this.each(at, "anyOf", value);
    if (anyOf.length > 0 && !anyOf.some((tried) => tried.isValid)) {
      result.add(path, "Must validate at least one schema (anyOf)");
      const best = anyOf.reduce<Result | undefined>((found, tried) => better(tried, found), undefined);
      if (best !== undefined) result.merge(best);
    }
    const oneOf = this.each(at, "oneOf", value);
    const valid = oneOf.filter((tried) => tried.isValid).length;
    if (oneOf.length > 0 && valid !== 1) {
      result.add(path, "Must validate one and only one schema (oneOf)");
      const best = oneOf.reduce<Result | undefined>((found, tried) => better(tried, found), undefined);
      if (valid === 0 && best !== undefined) result.merge(best);
    }
    const allOf = this.each(at, "allOf", value);
    for (const tried of allOf) if (!tried.isValid) result.merge(tried);
    if (!allOf.every((tried) => tried.isValid)) result.add(path, "Must validate all the schemas (allOf)");
    if (this.try(at, "not", value)?.isValid) result.add(path, "Must not validate the schema (not)");
    if (isObject(value)) this.dependencies(at, value, result);
    this.conditional(at, value, result);
    result.score++;
  }

  private dependencies(at: Position, value: JsonObject, result: Result): void {
    for (const [name, dependency] of this.members(at, "dependencies")) {
      if (!Object.hasOwn(value, name)) continue;
      if (isArray(dependency.schema)) {
        for (const needed of dependency.schema)
          if (!Object.hasOwn(value, String(needed))) result.add(at.path, `Has a dependency on ${needed}`);
      } else this.validate(dependency, value, at.path, result);
    }
  }

  private conditional(at: Position, value: Json, result: Result): void {
    const condition = this.try(at, "if", value);
    if (condition === undefined) return;
    const [branch, was] = condition.isValid ? (["then", "valid"] as const) : (["else", "not valid"] as const);
    const tried = this.try(at, branch, value);
    if (tried === undefined || tried.isValid) return;
    result.add(at.path, `Must validate "${branch}" as "if" was ${was}`);
    result.merge(tried);
  }

  private common({ schema, path }: Position, value: Json, result: Result): void {
    const constant = member(schema, "const");
    if (constant !== undefined && this.modern && goJson(constant) !== goJson(value))
      result.add(path, `${field(path)} does not match: ${goJson(constant)}`);
    const allowed = member(schema, "enum");
    if (isArray(allowed) && allowed.length > 0 && !allowed.some((each) => goJson(each) === goJson(value)))
      result.add(path, `${field(path)} must be one of the following: ${allowed.map(goJson).join(", ")}`);
    result.score++;
  }

  private array(at: Position, value: readonly Json[], result: Result): void {
    const { schema, base, path } = at;
    const items = member(schema, "items");
    const tuple = isArray(items) ? items : [];
    const rest =
      items !== undefined && !isArray(items)
        ? items
        : tuple.length > 0
          ? member(schema, "additionalItems")
          : undefined;
    value.forEach((item, i) => {
      const own = tuple[i] ?? (isObject(rest) || rest === items ? rest : undefined);
      if (own !== undefined)
        result.merge(this.attempt({ schema: own, base, url: "" }, item, [...path, String(i)]));
    });
    if (tuple.length > 0 && tuple.length < value.length && rest === false)
      result.add(path, "No additional items allowed on array");
    least(schema, "minItems", value.length, (min) =>
      result.add(path, `Array must have at least ${min} items`),
    );
    most(schema, "maxItems", value.length, (max) => result.add(path, `Array must have at most ${max} items`));
    if (member(schema, "uniqueItems") === true)
      twins(value, (i, j) => result.add(path, `array items[${i},${j}] must be unique`));
    this.contains(at, value, result);
    result.score++;
  }

  private contains(at: Position, value: readonly Json[], result: Result): void {
    const schema = this.modern ? member(at.schema, "contains") : undefined;
    if (schema === undefined) return;
    const tried = value.map((item, i) =>
      this.attempt({ schema, base: at.base, url: "" }, item, [...at.path, String(i)]),
    );
    if (tried.some((each) => each.isValid)) return;
    result.add(at.path, "At least one of the items must match");
    const best = tried.reduce<Result | undefined>((found, each) => better(each, found), undefined);
    if (best !== undefined) result.merge(best);
  }

  private object(at: Position, value: JsonObject, result: Result): void {
    const { schema, base, path } = at;
    const size = Object.keys(value).length;
    least(schema, "minProperties", size, (min) => result.add(path, `Must have at least ${min} properties`));
    most(schema, "maxProperties", size, (max) => result.add(path, `Must have at most ${max} properties`));
    const required = member(schema, "required");
    for (const name of isArray(required) ? required : []) {
      if (Object.hasOwn(value, String(name))) result.score++;
      else result.add(path, `${name} is required`);
    }
    const known = new Set(this.members(at, "properties").map(([name]) => name));
    const patterns = this.members(at, "patternProperties");
    const additional = member(schema, "additionalProperties");
    for (const [name, entry] of entriesOf(value)) {
      const matching = patterns.filter(([source]) => this.compile(source).test(name));
      for (const [, child] of matching) result.merge(this.attempt(child, entry, [...path, name]));
      if (matching.length > 0) result.score++;
      if (known.has(name) || matching.length > 0) continue;
      if (additional === false) result.add(path, `Additional property ${name} is not allowed`);
      else if (isObject(additional))
        result.merge(this.attempt({ schema: additional, base, url: "" }, entry, [...path, name]));
    }
    this.propertyNames(at, value, result);
    result.score++;
  }

  private propertyNames({ schema, base, path }: Position, value: JsonObject, result: Result): void {
    const names = this.modern ? member(schema, "propertyNames") : undefined;
    if (names === undefined) return;
    for (const [name] of entriesOf(value)) {
      const tried = this.attempt({ schema: names, base, url: "" }, name, path);
      if (tried.isValid) continue;
      result.add(path, `Property name of "${name}" does not match`);
      result.merge(tried);
    }
  }

  private attempt(located: Located, value: Json, path: readonly string[]): Result {
    const result = new Result();
    this.validate(located, value, path, result);
    return result;
  }

  private try({ schema, base, path }: Position, key: string, value: Json): Result | undefined {
    const child = member(schema, key);
    return child === undefined ? undefined : this.attempt({ schema: child, base, url: "" }, value, path);
  }

  private each({ schema, base, path }: Position, key: string, value: Json): Result[] {
    const children = member(schema, key);
    return isArray(children)
      ? children.map((child) => this.attempt({ schema: child, base, url: "" }, value, path))
      : [];
  }

  private members({ schema, base }: Position, key: string): [string, Located][] {
    const children = member(schema, key);
    if (!isObject(children)) return [];
    return entriesOf(children).map(([name, child]) => [name, { schema: child, base, url: "" }]);
  }
}

function givenType(value: Json): string {
  if (value === null) return "null";
  if (isArray(value)) return "array";
  if (typeof value === "number") return Number.isInteger(value) ? "integer" : "number";
  return typeof value;
}

/** Tells each item that equals an earlier one, with the last such. */
function twins(items: readonly Json[], tell: (first: number, second: number) => void): void {
  const seen = new Map<string, number>();
  items.forEach((item, i) => {
    const text = goJson(item);
    const earlier = seen.get(text);
    if (earlier !== undefined) tell(earlier, i);
    seen.set(text, i);
  });
}
