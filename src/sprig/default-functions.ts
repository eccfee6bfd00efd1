import { isEmpty } from "./empty.ts";
import { type FunctionTable, goFunc, goVariadic } from "./go-func.ts";

/** sprig's defaults.go without its JSON. */
export const defaultFunctions: FunctionTable = {
  default: goVariadic(["interface {}"], "interface {}", (fallback, given = null) =>
    isEmpty(given) ? fallback : given,
  ),
  empty: goFunc(["interface {}"], isEmpty),
  coalesce: goVariadic([], "interface {}", (...values) => values.find((value) => !isEmpty(value)) ?? null),
  all: goVariadic([], "interface {}", (...values) => values.every((value) => !isEmpty(value))),
  any: goVariadic([], "interface {}", (...values) => values.some((value) => !isEmpty(value))),
  ternary: goFunc(["interface {}", "interface {}", "bool"], (yes, no, condition) => (condition ? yes : no)),
};
