import { compareStrings } from "../../util/compare-strings.ts";
import { isArray, isObject, type Json, type JsonObject, member } from "./json.ts";
import { listed, quoted } from "./santhosh-error.ts";
import { plain, type Visit } from "./santhosh-visit.ts";

function namesOf(object: JsonObject): string[] {
  const names = Object.keys(object);
  return names.length > 1 ? names.sort(compareStrings) : names;
}

/** The keywords about objects; members are looked at in byte order. */
export function checkObject(visit: Visit, value: JsonObject): void {
  const names = namesOf(value);
  visit.size("Properties", names.length);
  const missing = missingOf(value, visit.keyword("required"));
  if (missing.length > 0)
    visit.tell(`missing ${missing.length === 1 ? "property" : "properties"} ${listed(missing)}`);
  dependencies(visit, "dependencies", value);
  members(visit, value, names);
  if (visit.draft >= 6) propertyNames(visit, names);
  if (visit.draft >= 2019) {
    dependencies(visit, "dependentSchemas", value);
    dependencies(visit, "dependentRequired", value);
  }
}

function members(visit: Visit, value: JsonObject, names: readonly string[]): void {
  const properties = visit.keyword("properties");
  const patterns = visit.keyword("patternProperties");
  const additional = visit.keyword("additionalProperties");
  const sources = isObject(patterns) ? namesOf(patterns) : [];
  const extra: string[] = [];
  names.forEach((name) => {
    const entry = value[name] ?? null;
    const own = isObject(properties) ? member(properties, name) : undefined;
    if (own !== undefined) visit.below(own, entry, name);
    let isKnown = own !== undefined;
    sources.forEach((source) => {
      const matching = isObject(patterns) ? patterns[source] : undefined;
      if (matching === undefined || !visit.compile(source).test(name)) return;
      visit.below(matching, entry, name);
      isKnown = true;
    });
    if (!isKnown && additional === false) extra.push(name);
    else if (!isKnown && additional !== undefined) visit.below(additional, entry, name);
    if (isKnown || additional !== undefined) visit.open.names.delete(name);
  });
  if (extra.length > 0) visit.tell(`additional properties ${listed(extra)} not allowed`);
}

function dependencies(visit: Visit, keyword: string, value: JsonObject): void {
  const of = visit.keyword(keyword);
  if (!isObject(of)) return;
  for (const name of namesOf(of)) {
    const dependency = of[name];
    if (dependency === undefined || !Object.hasOwn(value, name)) continue;
    if (isArray(dependency)) {
      const missing = missingOf(value, dependency);
      if (missing.length > 0) visit.tell(`properties ${listed(missing)} required, if ${quoted(name)} exists`);
    } else if (keyword !== "dependentRequired") visit.here(dependency, value);
  }
}

/** Helm's version of the library tells findings about names without their place. */
function propertyNames(visit: Visit, names: readonly string[]): void {
  const wanted = visit.keyword("propertyNames");
  if (wanted === undefined) return;
  for (const name of names) {
    const finding = visit.apart(wanted, name, []);
    if (finding === undefined) continue;
    const causes = finding.role === "group" ? finding.causes : [finding];
    visit.found.push(plain([], `invalid propertyName ${quoted(name)}`, causes));
  }
}

function missingOf(value: JsonObject, wanted: Json | undefined): string[] {
  if (!isArray(wanted)) return [];
  return wanted.filter((name) => typeof name === "string" && !Object.hasOwn(value, name)) as string[];
}
