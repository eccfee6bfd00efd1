import type { Operand } from "../exec/operand.ts";
import { isTrue } from "../exec/truth.ts";
import { canBeNil, isAssignable, zeroOf } from "../exec/types.ts";
import { sprint, sprintln } from "../fmt/sprint.ts";
import { sprintf } from "../fmt/sprintf.ts";
import { typeName } from "../type-name.ts";
import { GoFunc, GoInt, type Value } from "../value.ts";
import { Builtin, type BuiltinContext } from "./builtin.ts";
import { equals, isLess, isLessOrEqual } from "./comparison.ts";
import { escapeHtml, escapeJs, escapeQuery } from "./escape.ts";
import { index, length, slice } from "./indexing.ts";

const ANY = "interface {}";
const VALUE = "reflect.Value";

/** The executor evaluates their arguments one by one and stops at the one that decides. */
export const and = new Builtin([VALUE], VALUE, (values) => values.at(-1));
export const or = new Builtin([VALUE], VALUE, (values) => values.at(-1));

/** The functions of the language (text/template/funcs.go). */
export const builtins: ReadonlyMap<string, Builtin> = new Map([
  ["and", and],
  ["or", or],
  ["not", new Builtin([VALUE], undefined, ([value]) => !isTrue(value))],
  ["call", new Builtin([VALUE], VALUE, call)],
  ["html", new Builtin([], ANY, (values) => escapeHtml(argumentText(values)))],
  ["js", new Builtin([], ANY, (values) => escapeJs(argumentText(values)))],
  ["urlquery", new Builtin([], ANY, (values) => escapeQuery(argumentText(values)))],
  ["index", new Builtin([VALUE], VALUE, index)],
  ["slice", new Builtin([VALUE], VALUE, slice)],
  ["len", new Builtin([VALUE], undefined, length)],
  ["print", new Builtin([], ANY, (values) => sprint(values.map(known)))],
  [
    "printf",
    new Builtin(["string"], ANY, ([format, ...values]) =>
      sprintf(typeof format === "string" ? format : "", values.map(known)),
    ),
  ],
  ["println", new Builtin([], ANY, (values) => sprintln(values.map(known)))],
  ["eq", new Builtin([VALUE], VALUE, equals)],
  ["ne", new Builtin([VALUE, VALUE], undefined, (values, context) => !equals(values, context))],
  ["lt", new Builtin([VALUE, VALUE], undefined, isLess)],
  ["le", new Builtin([VALUE, VALUE], undefined, isLessOrEqual)],
  ["gt", new Builtin([VALUE, VALUE], undefined, (values, context) => !isLessOrEqual(values, context))],
  ["ge", new Builtin([VALUE, VALUE], undefined, (values, context) => !isLess(values, context))],
]);

const known = (value: Operand): Value => value ?? null;

/** The arguments of html, js and urlquery as one text; nil shows as it does in an action. */
function argumentText(values: readonly Operand[]): string {
  return sprint(values.map((value) => value ?? "<no value>"));
}

/** `call f x y`: a function that is a value. */
function call([func, ...values]: readonly Operand[], { callee = "" }: BuiltinContext): Operand {
  if (func === undefined || func === null) throw new Error("call of nil");
  if (!(func instanceof GoFunc)) throw new Error(`non-function ${callee} of type ${typeName(func)}`);
  const wanted = func.params.length;
  if (func.variadic === undefined ? values.length !== wanted : values.length < wanted) {
    const atLeast = func.variadic === undefined ? "" : "at least ";
    throw new Error(`wrong number of args for ${callee}: got ${values.length} want ${atLeast}${wanted}`);
  }
  return func.call(
    ...values.map((value, i) => {
      const type = func.params[i] ?? func.variadic ?? ANY;
      return prepared(value, type, i);
    }),
  );
}

function prepared(value: Operand, type: string, i: number): Value {
  if (value === undefined || value === null) {
    if (!canBeNil(type)) throw new Error(`arg ${i}: value is nil; should be of type ${type}`);
    return zeroOf(type);
  }
  if (isAssignable(value, type)) return value;
  const zero = zeroOf(type);
  if (value instanceof GoInt && zero instanceof GoInt) return new GoInt(value.value, zero.goType);
  throw new Error(`arg ${i}: value has type ${typeName(value)}; should be ${type}`);
}
