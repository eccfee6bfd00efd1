import type { Operand } from "../exec/operand.ts";
import type { GoRules } from "../go-rules.ts";

/** What a built-in function may ask besides its arguments. */
export interface BuiltinContext {
  readonly rules: GoRules;
  /** The first argument as written in the template. */
  readonly callee: string | undefined;
}

/**
 * A function of the language itself. Unlike a GoFunc it takes `reflect.Value`s, so it sees an invalid value as
 * `undefined`. Errors it throws become `error calling NAME: MESSAGE`.
 */
export class Builtin {
  constructor(
    readonly params: readonly string[],
    readonly variadic: string | undefined,
    readonly call: (values: readonly Operand[], context: BuiltinContext) => Operand,
  ) {}
}
