import { equals, isArray, type Json } from "./json.ts";
import { grouped } from "./santhosh-error.ts";
import type { Visit } from "./santhosh-visit.ts";

/** The keywords about arrays. */
export function checkArray(visit: Visit, value: readonly Json[]): void {
  const { draft } = visit;
  visit.size("Items", value.length);
  if (visit.keyword("uniqueItems") === true) {
    const twins = firstTwins(value);
    if (twins !== undefined) visit.tell(`items at ${grouped(twins[0])} and ${grouped(twins[1])} are equal`);
  }
  const items = visit.keyword("items");
  const tuple = draft >= 2020 ? visit.keyword("prefixItems") : items;
  const first = isArray(tuple) ? tuple : [];
  const rest = draft >= 2020 || !isArray(items) ? items : visit.keyword("additionalItems");
  const evaluated = Math.min(first.length, value.length);
  for (let i = 0; i < evaluated; i++) visit.below(first[i] ?? null, value[i] ?? null, String(i));
  if (rest === false && draft < 2020 && isArray(items)) {
    if (value.length > evaluated)
      visit.tell(`last ${grouped(value.length - evaluated)} additionalItem(s) not allowed`);
  } else if (rest !== undefined) {
    // The place told counts from the first item that the tuple leaves.
    for (const [i, item] of value.slice(evaluated).entries()) visit.below(rest, item, String(i));
  }
  for (let i = 0; i < (rest === undefined ? evaluated : value.length); i++) visit.open.indexes.delete(i);
  if (draft >= 6) contains(visit, value);
}

function contains(visit: Visit, value: readonly Json[]): void {
  const wanted = visit.keyword("contains");
  if (wanted === undefined) return;
  const findings = value.map((item, i) => visit.apart(wanted, item, [...visit.path, String(i)]));
  const matched = findings.flatMap((finding, i) => (finding === undefined ? [i] : []));
  if (visit.draft >= 2020) for (const i of matched) visit.open.indexes.delete(i);
  const failed = findings.filter((finding) => finding !== undefined);
  const [least, most] =
    visit.draft >= 2019 ? [visit.keyword("minContains"), visit.keyword("maxContains")] : [];
  const at = `matched ${grouped(matched.length)} items at ${matched.join(" ")}`;
  if (typeof least === "number") {
    if (matched.length < least) {
      const but = matched.length === 0 ? "none matched" : at;
      visit.tell(`min ${grouped(least)} items required to match contains schema, but ${but}`, failed);
    }
  } else if (matched.length === 0) visit.tell("no items match contains schema", failed);
  if (typeof most === "number" && matched.length > most)
    visit.tell(`max ${grouped(most)} items required to match contains schema, but ${at}`);
}

function firstTwins(items: readonly Json[]): [number, number] | undefined {
  for (let j = 1; j < items.length; j++)
    for (let i = 0; i < j; i++) if (equals(items[i] ?? null, items[j] ?? null)) return [i, j];
  return undefined;
}
