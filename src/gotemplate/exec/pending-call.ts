import type { Builtin } from "../builtins/builtin.ts";
import type { Node } from "../parse/ast.ts";
import type { GoFunc } from "../value.ts";

/** A function or method whose arguments are being evaluated. */
export interface PendingCall {
  readonly func: GoFunc | Builtin;
  readonly name: string;
  /** What `error calling` points at. */
  readonly node: Node;
  /** Whether the pipeline's value so far is the last argument. */
  readonly hasFinal: boolean;
  /** How many operands there were before the arguments that are written out. */
  readonly start: number;
  /** First argument as written, for `call`. */
  readonly callee: string | undefined;
  /** Whether a nil result stays known as an `interface {}`: true of arguments, not of whole commands. */
  readonly keepsNil: boolean;
}

/** The type of a function's nth parameter. */
export function parameterType(func: GoFunc | Builtin, n: number): string {
  return func.params[n] ?? func.variadic ?? "interface {}";
}

/** Go's complaint about the number of arguments, if there is one to make. */
export function countProblem(
  func: GoFunc | Builtin,
  name: string,
  written: number,
  hasFinal: boolean,
): string | undefined {
  const given = written + (hasFinal ? 1 : 0);
  const wanted = func.params.length;
  if (func.variadic === undefined) {
    return given === wanted ? undefined : `wrong number of args for ${name}: want ${wanted} got ${given}`;
  }
  return given >= wanted
    ? undefined
    : `wrong number of args for ${name}: want at least ${wanted} got ${written}`;
}
