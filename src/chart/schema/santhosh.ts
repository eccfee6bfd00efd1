import { compareStrings } from "../../util/compare-strings.ts";
import type { CompilePattern } from "./compile-pattern.ts";
import {
  equals,
  isArray,
  isMultiple,
  isObject,
  type Json,
  type JsonObject,
  length,
  member,
  typeOf,
} from "./json.ts";
import { displayed, type Finding, grouped, listed, localFloat, quoted } from "./santhosh-error.ts";
import { santhoshFormats } from "./santhosh-formats.ts";
import type { Located, SchemaStore } from "./schema-store.ts";
import { Unevaluated } from "./unevaluated.ts";

export type DraftVersion = 4 | 6 | 7 | 2019 | 2020;

/** One value being held against one schema. */
interface Visit {
  readonly schema: JsonObject;
  readonly base: string;
  readonly draft: DraftVersion;
  readonly path: readonly string[];
  readonly open: Unevaluated;
  readonly found: Finding[];
  /** The references followed to get here without a step into the value. */
  readonly trail: readonly Located[];
}

type Outcome = { readonly finding: Finding | undefined; readonly open: Unevaluated };

const typeOrder = ["null", "boolean", "number", "integer", "string", "array", "object"];
const namesOf = (object: JsonObject): string[] => Object.keys(object).sort(compareStrings);
const plain = (path: readonly string[], text: string, causes: readonly Finding[] = []): Finding => ({
  path,
  text,
  causes,
});

/** santhosh-tekuri/jsonschema 6, validator.go; members of objects are looked at in byte order. */
export class SanthoshValidator {
  private readonly formats: ReturnType<typeof santhoshFormats>;

  /** `draftAt` tells which draft a resource is written in; `assertFormats` makes `format` count in every draft. */
  constructor(
    private readonly store: SchemaStore,
    private readonly compile: CompilePattern,
    private readonly draftAt: (base: string) => DraftVersion,
    private readonly assertFormats: boolean,
  ) {
    this.formats = santhoshFormats(compile);
  }

  /** What is wrong with a value; a group where it is more than one thing. */
  validate(schema: Located, value: Json): Finding | undefined {
    return this.run(schema, value, [], false, []).finding;
  }

  private run(
    located: Located,
    value: Json,
    path: readonly string[],
    asked: boolean,
    trail: readonly Located[],
  ): Outcome {
    const { schema } = located;
    const base = this.store.baseOf(located);
    if (!isObject(schema)) {
      const finding = schema === false ? plain(path, "false schema") : undefined;
      return { finding, open: Unevaluated.none() };
    }
    const visit: Visit = {
      schema,
      base,
      draft: this.draftAt(base),
      path,
      open: Unevaluated.of(value, schema, asked),
      found: [],
      trail: [...trail, located],
    };
    const cycle = trail.find((earlier) => earlier.schema === schema);
    const blocking = cycle === undefined ? this.blocking(visit, value) : cycleFinding(path, located);
    if (blocking !== undefined) return { finding: blocking, open: visit.open };
    this.references(visit, value);
    if (visit.draft >= 2019 || member(schema, "$ref") === undefined) this.keywords(visit, value);
    const { found } = visit;
    const finding =
      found.length > 1 ? { ...plain(path, "validation failed", found), role: "group" as const } : found[0];
    return { finding, open: visit.open };
  }

  /** Type, const, enum and format: nothing else is looked at after one of these. */
  private blocking({ schema, draft, path }: Visit, value: Json): Finding | undefined {
    if (draft < 2019 && typeof member(schema, "$ref") === "string") return undefined;
    const type = member(schema, "type");
    if (type !== undefined) {
      const wanted = typeOrder.filter((name) => (isArray(type) ? type.includes(name) : type === name));
      const given = typeOf(value);
      const isInteger = typeof value === "number" && Number.isInteger(value);
      if (wanted.length > 0 && !wanted.includes(given) && !(isInteger && wanted.includes("integer")))
        return plain(path, `got ${given}, want ${wanted.join(" or ")}`);
    }
    const constant = draft >= 6 ? member(schema, "const") : undefined;
    if (constant !== undefined && !equals(constant, value))
      return plain(
        path,
        typeof constant === "object" && constant !== null
          ? "'const' failed"
          : `value must be ${displayed(constant)}`,
      );
    const allowed = member(schema, "enum");
    if (isArray(allowed) && !allowed.some((each) => equals(each, value)))
      return plain(path, enumText(allowed));
    return this.format(schema, draft, path, value);
  }

  private format(
    schema: JsonObject,
    draft: DraftVersion,
    path: readonly string[],
    value: Json,
  ): Finding | undefined {
    const name = member(schema, "format");
    if (typeof name !== "string" || typeof value !== "string" || !(this.assertFormats || draft < 2019))
      return undefined;
    const problem = Object.hasOwn(this.formats, name) ? this.formats[name]?.(value) : undefined;
    return problem === undefined
      ? undefined
      : plain(path, `${quoted(value)} is not valid ${name}: ${problem}`);
  }

  private references(visit: Visit, value: Json): void {
    const { schema, base, draft, path } = visit;
    const keywords =
      draft >= 2020 ? ["$ref", "$dynamicRef"] : draft >= 2019 ? ["$ref", "$recursiveRef"] : ["$ref"];
    for (const keyword of keywords) {
      const reference = member(schema, keyword);
      if (typeof reference !== "string") continue;
      const { finding, open } = this.run(
        this.store.resolve(base, reference),
        value,
        path,
        !visit.open.isEmpty,
        visit.trail,
      );
      if (finding === undefined) visit.open.merge(open);
      else {
        const causes = finding.role === "group" ? finding.causes : [finding];
        visit.found.push({ path, text: "validation failed", role: "reference", causes });
      }
    }
  }

  private keywords(visit: Visit, value: Json): void {
    if (isObject(value)) this.object(visit, value);
    else if (isArray(value)) this.array(visit, value);
    else if (typeof value === "string") this.string(visit, value);
    else if (typeof value === "number") this.number(visit, value);
    this.combinations(visit, value);
    if (visit.draft >= 2019) this.unevaluated(visit, value);
  }

  private object(visit: Visit, value: JsonObject): void {
    const { schema, draft, path, found } = visit;
    const names = namesOf(value);
    this.size(visit, "Properties", names.length);
    this.missing(value, member(schema, "required"), (names_) =>
      found.push(
        plain(
          path,
          names_.length === 1 ? `missing property ${listed(names_)}` : `missing properties ${listed(names_)}`,
        ),
      ),
    );
    this.dependencies(visit, "dependencies", value);
    this.members(visit, value, names);
    if (draft >= 6) this.propertyNames(visit, names);
    if (draft >= 2019) {
      this.dependencies(visit, "dependentSchemas", value);
      this.dependencies(visit, "dependentRequired", value);
    }
  }

  private members(visit: Visit, value: JsonObject, names: readonly string[]): void {
    const { schema, base, path, found, open } = visit;
    const properties = member(schema, "properties");
    const patterns = member(schema, "patternProperties");
    const additional = member(schema, "additionalProperties");
    const extra: string[] = [];
    for (const name of names) {
      const entry = value[name] ?? null;
      const matching = isObject(patterns)
        ? namesOf(patterns).filter((source) => this.compile(source).test(name))
        : [];
      const own = isObject(properties) ? member(properties, name) : undefined;
      const applicable = [
        own,
        ...matching.map((source) => (isObject(patterns) ? patterns[source] : undefined)),
      ];
      const schemas = applicable.filter((each) => each !== undefined);
      for (const each of schemas) this.below(visit, { schema: each, base, url: "" }, entry, name);
      if (schemas.length === 0 && additional === false) extra.push(name);
      else if (schemas.length === 0 && additional !== undefined)
        this.below(visit, { schema: additional, base, url: "" }, entry, name);
      if (schemas.length > 0 || additional !== undefined) open.names.delete(name);
    }
    if (extra.length > 0) found.push(plain(path, `additional properties ${listed(extra)} not allowed`));
  }

  private dependencies(visit: Visit, keyword: string, value: JsonObject): void {
    const dependencies = member(visit.schema, keyword);
    if (!isObject(dependencies)) return;
    for (const name of namesOf(dependencies)) {
      const dependency = dependencies[name];
      if (dependency === undefined || !Object.hasOwn(value, name)) continue;
      if (isArray(dependency))
        this.missing(value, dependency, (names) =>
          visit.found.push(
            plain(visit.path, `properties ${listed(names)} required, if ${quoted(name)} exists`),
          ),
        );
      else if (keyword !== "dependentRequired") this.here(visit, dependency, value);
    }
  }

  /** Helm's version of the library tells findings about names without their place. */
  private propertyNames({ schema, base, found }: Visit, names: readonly string[]): void {
    const wanted = member(schema, "propertyNames");
    if (wanted === undefined) return;
    for (const name of names) {
      const { finding } = this.run({ schema: wanted, base, url: "" }, name, [], false, []);
      if (finding === undefined) continue;
      const causes = finding.role === "group" ? finding.causes : [finding];
      found.push(plain([], `invalid propertyName ${quoted(name)}`, causes));
    }
  }

  private array(visit: Visit, value: readonly Json[]): void {
    const { schema, draft, path, found } = visit;
    this.size(visit, "Items", value.length);
    if (member(schema, "uniqueItems") === true) {
      const twins = firstTwins(value);
      if (twins !== undefined)
        found.push(plain(path, `items at ${grouped(twins[0])} and ${grouped(twins[1])} are equal`));
    }
    const items = member(schema, "items");
    const tuple = draft >= 2020 ? member(schema, "prefixItems") : items;
    const first = isArray(tuple) ? tuple : [];
    const rest = draft >= 2020 || !isArray(items) ? items : member(schema, "additionalItems");
    const evaluated = Math.min(first.length, value.length);
    for (let i = 0; i < evaluated; i++) this.item(visit, first[i] ?? null, value[i] ?? null, i);
    if (rest === false && draft < 2020 && isArray(items)) {
      if (value.length > evaluated)
        found.push(plain(path, `last ${grouped(value.length - evaluated)} additionalItem(s) not allowed`));
    } else if (rest !== undefined) {
      // The place told counts from the first item that the tuple leaves.
      for (const [i, item] of value.slice(evaluated).entries()) this.item(visit, rest, item, i);
    }
    for (let i = 0; i < (rest === undefined ? evaluated : value.length); i++) visit.open.indexes.delete(i);
    if (draft >= 6) this.contains(visit, value);
  }

  private item(visit: Visit, schema: Json, item: Json, index: number): void {
    this.below(visit, { schema, base: visit.base, url: "" }, item, String(index));
  }

  private contains({ schema, base, draft, path, found, open }: Visit, value: readonly Json[]): void {
    const wanted = member(schema, "contains");
    if (wanted === undefined) return;
    const outcomes = value.map((item, i) =>
      this.run({ schema: wanted, base, url: "" }, item, [...path, String(i)], false, []),
    );
    const matched = outcomes.flatMap(({ finding }, i) => (finding === undefined ? [i] : []));
    if (draft >= 2020) for (const i of matched) open.indexes.delete(i);
    const failed = outcomes.flatMap(({ finding }) => finding ?? []);
    const [least, most] = draft >= 2019 ? [member(schema, "minContains"), member(schema, "maxContains")] : [];
    const at = `matched ${grouped(matched.length)} items at ${matched.join(" ")}`;
    if (typeof least === "number") {
      if (matched.length < least) {
        const but = matched.length === 0 ? "none matched" : at;
        found.push(
          plain(path, `min ${grouped(least)} items required to match contains schema, but ${but}`, failed),
        );
      }
    } else if (matched.length === 0) found.push(plain(path, "no items match contains schema", failed));
    if (typeof most === "number" && matched.length > most)
      found.push(plain(path, `max ${grouped(most)} items required to match contains schema, but ${at}`));
  }

  private string(visit: Visit, value: string): void {
    this.size(visit, "Length", length(value));
    const pattern = member(visit.schema, "pattern");
    if (typeof pattern === "string" && !this.compile(pattern).test(value))
      visit.found.push(plain(visit.path, `${quoted(value)} does not match pattern ${quoted(pattern)}`));
  }

  private number({ schema, path, found }: Visit, value: number): void {
    const check = (keyword: string, limit: Json | undefined, isWrong: (limit: number) => boolean): void => {
      if (typeof limit === "number" && isWrong(limit))
        found.push(plain(path, `${keyword}: got ${localFloat(value)}, want ${localFloat(limit)}`));
    };
    const [low, high] = [member(schema, "minimum"), member(schema, "maximum")];
    const [strictLow, strictHigh] = [member(schema, "exclusiveMinimum"), member(schema, "exclusiveMaximum")];
    if (strictLow !== true) check("minimum", low, (limit) => value < limit);
    if (strictHigh !== true) check("maximum", high, (limit) => value > limit);
    check("exclusiveMinimum", strictLow === true ? low : strictLow, (limit) => value <= limit);
    check("exclusiveMaximum", strictHigh === true ? high : strictHigh, (limit) => value >= limit);
    check("multipleOf", member(schema, "multipleOf"), (limit) => !isMultiple(value, limit));
  }

  private combinations(visit: Visit, value: Json): void {
    const { schema, path, found } = visit;
    const not = member(schema, "not");
    if (not !== undefined && this.try(visit, not, value) === undefined)
      found.push(plain(path, "'not' failed"));
    const tried = (keyword: string): (Finding | undefined)[] => {
      const children = member(schema, keyword);
      return isArray(children) ? children.map((child) => this.try(visit, child, value)) : [];
    };
    const allOf = tried("allOf").flatMap((finding) => finding ?? []);
    if (allOf.length > 0) found.push(plain(path, "'allOf' failed", allOf));
    const anyOf = tried("anyOf");
    const failed = anyOf.flatMap((finding) => finding ?? []);
    if (anyOf.length > 0 && failed.length === anyOf.length) found.push(plain(path, "'anyOf' failed", failed));
    const oneOf = tried("oneOf");
    const matching = oneOf.flatMap((finding, i) => (finding === undefined ? [i] : []));
    if (oneOf.length > 0 && matching.length === 0)
      found.push(
        plain(
          path,
          "'oneOf' failed, none matched",
          oneOf.flatMap((finding) => finding ?? []),
        ),
      );
    else if (matching.length > 1)
      found.push(
        plain(path, `'oneOf' failed, subschemas ${matching.slice(0, 2).map(grouped).join(", ")} matched`),
      );
    this.conditional(visit, value);
  }

  private conditional(visit: Visit, value: Json): void {
    const condition = visit.draft >= 7 ? member(visit.schema, "if") : undefined;
    if (condition === undefined) return;
    const branch = this.try(visit, condition, value) === undefined ? "then" : "else";
    const chosen = member(visit.schema, branch);
    if (chosen !== undefined) this.here(visit, chosen, value);
  }

  private unevaluated(visit: Visit, value: Json): void {
    const { schema, base, open } = visit;
    const names = member(schema, "unevaluatedProperties");
    if (isObject(value) && names !== undefined) {
      for (const name of [...open.names].sort(compareStrings))
        this.below(visit, { schema: names, base, url: "" }, value[name] ?? null, name);
      open.names.clear();
    }
    const items = member(schema, "unevaluatedItems");
    if (isArray(value) && items !== undefined) {
      for (const i of open.indexes) this.item(visit, items, value[i] ?? null, i);
      open.indexes.clear();
    }
  }

  private size({ schema, path, found }: Visit, what: "Properties" | "Items" | "Length", size: number): void {
    const tell = (keyword: string, limit: number) =>
      found.push(plain(path, `${keyword}: got ${grouped(size)}, want ${grouped(limit)}`));
    const [least, most] = [member(schema, `min${what}`), member(schema, `max${what}`)];
    if (typeof least === "number" && size < least) tell(`min${what}`, least);
    if (typeof most === "number" && size > most) tell(`max${what}`, most);
  }

  private missing(value: JsonObject, wanted: Json | undefined, tell: (names: string[]) => void): void {
    const names = (isArray(wanted) ? wanted : []).filter((name) => typeof name === "string");
    const missing = names.filter((name) => !Object.hasOwn(value, name));
    if (missing.length > 0) tell(missing);
  }

  /** Holds the value itself against another schema; findings are this visit's. */
  private here(visit: Visit, schema: Json, value: Json): void {
    this.add(visit, this.try(visit, schema, value));
  }

  private try(visit: Visit, schema: Json, value: Json): Finding | undefined {
    const { base, path, open, trail } = visit;
    const outcome = this.run({ schema, base, url: "" }, value, path, !open.isEmpty, trail);
    if (outcome.finding === undefined) open.merge(outcome.open);
    return outcome.finding;
  }

  private below(visit: Visit, schema: Located, value: Json, token: string): void {
    this.add(visit, this.run(schema, value, [...visit.path, token], false, []).finding);
  }

  private add({ found }: Visit, finding: Finding | undefined): void {
    if (finding?.role === "group") found.push(...finding.causes);
    else if (finding !== undefined) found.push(finding);
  }
}

function enumText(allowed: readonly Json[]): string {
  if (allowed.some((each) => isArray(each) || isObject(each))) return "'enum' failed";
  const values = allowed.map(displayed).join(", ");
  return allowed.length === 1 ? `value must be ${values}` : `value must be one of ${values}`;
}

const cycleFinding = (path: readonly string[], { url }: Located): Finding =>
  plain(path, `the schema refers to itself: "${url}" causing reference cycle`);

function firstTwins(items: readonly Json[]): [number, number] | undefined {
  for (let j = 1; j < items.length; j++)
    for (let i = 0; i < j; i++) if (equals(items[i] ?? null, items[j] ?? null)) return [i, j];
  return undefined;
}
