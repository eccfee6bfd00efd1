import { compareStrings } from "../../util/compare-strings.ts";
import { isArray, isObject, type Json } from "./json.ts";
import { type Finding, grouped } from "./santhosh-error.ts";
import type { Visit } from "./santhosh-visit.ts";

/** The keywords that hold the same value against further schemas. */
export function checkCombinations(visit: Visit, value: Json): void {
  const not = visit.keyword("not");
  if (not !== undefined && visit.try(not, value) === undefined) visit.tell("'not' failed");
  const allOf = tried(visit, "allOf", value);
  if (allOf !== undefined && failed(allOf).length > 0) visit.tell("'allOf' failed", failed(allOf));
  const anyOf = tried(visit, "anyOf", value);
  if (anyOf !== undefined && failed(anyOf).length === anyOf.length)
    visit.tell("'anyOf' failed", failed(anyOf));
  const oneOf = tried(visit, "oneOf", value);
  if (oneOf !== undefined) exactlyOne(visit, oneOf);
  conditional(visit, value);
}

/** What the schemas of a list find; undefined where there are none. */
function tried(visit: Visit, keyword: string, value: Json): (Finding | undefined)[] | undefined {
  const children = visit.keyword(keyword);
  if (!isArray(children) || children.length === 0) return undefined;
  return children.map((child) => visit.try(child, value));
}

function exactlyOne(visit: Visit, findings: readonly (Finding | undefined)[]): void {
  const matching = findings.flatMap((finding, i) => (finding === undefined ? [i] : []));
  if (matching.length === 0) visit.tell("'oneOf' failed, none matched", failed(findings));
  else if (matching.length > 1)
    visit.tell(`'oneOf' failed, subschemas ${matching.slice(0, 2).map(grouped).join(", ")} matched`);
}

const failed = (findings: readonly (Finding | undefined)[]): Finding[] =>
  findings.filter((finding) => finding !== undefined);

function conditional(visit: Visit, value: Json): void {
  const condition = visit.draft >= 7 ? visit.keyword("if") : undefined;
  if (condition === undefined) return;
  const branch = visit.try(condition, value) === undefined ? "then" : "else";
  const chosen = visit.keyword(branch);
  if (chosen !== undefined) visit.here(chosen, value);
}

/** The keywords about what no other keyword has looked at. */
export function checkUnevaluated(visit: Visit, value: Json): void {
  const { open } = visit;
  const names = visit.keyword("unevaluatedProperties");
  if (isObject(value) && names !== undefined) {
    for (const name of [...open.names].sort(compareStrings)) visit.below(names, value[name] ?? null, name);
    open.names.clear();
  }
  const items = visit.keyword("unevaluatedItems");
  if (isArray(value) && items !== undefined) {
    for (const i of open.indexes) visit.below(items, value[i] ?? null, String(i));
    open.indexes.clear();
  }
}
