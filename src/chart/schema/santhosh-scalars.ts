import { equals, isArray, isMultiple, isObject, type Json, length, typeOf } from "./json.ts";
import { displayed, localFloat, quoted } from "./santhosh-error.ts";
import type { Visit } from "./santhosh-visit.ts";

const typeOrder = ["null", "boolean", "number", "integer", "string", "array", "object"];

/** What is wrong with the type of a value, or with the value as a whole (const, enum). */
export function valueProblem(visit: Visit, value: Json): string | undefined {
  const type = visit.keyword("type");
  if (type !== undefined) {
    const given = typeOf(value);
    const isWanted = (name: string) => (isArray(type) ? type.includes(name) : type === name);
    const isInteger = typeof value === "number" && Number.isInteger(value);
    if (!isWanted(given) && !(isInteger && isWanted("integer"))) {
      const wanted = typeOrder.filter(isWanted);
      if (wanted.length > 0) return `got ${given}, want ${wanted.join(" or ")}`;
    }
  }
  const constant = visit.draft >= 6 ? visit.keyword("const") : undefined;
  if (constant !== undefined && !equals(constant, value))
    return typeof constant === "object" && constant !== null
      ? "'const' failed"
      : `value must be ${displayed(constant)}`;
  const allowed = visit.keyword("enum");
  return isArray(allowed) && !allowed.some((each) => equals(each, value)) ? enumText(allowed) : undefined;
}

function enumText(allowed: readonly Json[]): string {
  if (allowed.some((each) => isArray(each) || isObject(each))) return "'enum' failed";
  const values = allowed.map(displayed).join(", ");
  return allowed.length === 1 ? `value must be ${values}` : `value must be one of ${values}`;
}

/** The keywords about texts, but for `format`. */
export function checkString(visit: Visit, value: string): void {
  visit.size("Length", length(value));
  const pattern = visit.keyword("pattern");
  if (typeof pattern === "string" && !visit.compile(pattern).test(value))
    visit.tell(`${quoted(value)} does not match pattern ${quoted(pattern)}`);
}

/** The keywords about numbers; in draft 4 an exclusive limit is a truth value beside the limit. */
export function checkNumber(visit: Visit, value: number): void {
  const check = (keyword: string, limit: Json | undefined, isWrong: (limit: number) => boolean): void => {
    if (typeof limit === "number" && isWrong(limit))
      visit.tell(`${keyword}: got ${localFloat(value)}, want ${localFloat(limit)}`);
  };
  const low = visit.keyword("minimum");
  const high = visit.keyword("maximum");
  const strictLow = visit.keyword("exclusiveMinimum");
  const strictHigh = visit.keyword("exclusiveMaximum");
  if (strictLow !== true) check("minimum", low, (limit) => value < limit);
  if (strictHigh !== true) check("maximum", high, (limit) => value > limit);
  check("exclusiveMinimum", strictLow === true ? low : strictLow, (limit) => value <= limit);
  check("exclusiveMaximum", strictHigh === true ? high : strictHigh, (limit) => value >= limit);
  check("multipleOf", visit.keyword("multipleOf"), (limit) => !isMultiple(value, limit));
}
