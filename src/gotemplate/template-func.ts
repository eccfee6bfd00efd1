import { Budget } from "./budget.ts";
import type { Template } from "./template.ts";
import type { TemplateSet } from "./template-set.ts";
import { GoFunc, type Value } from "./value.ts";

/** A wish of a function to have a template executed; what becomes of the output is the function's result. */
export interface TemplateCall {
  readonly set: TemplateSet;
  readonly template: Template;
  readonly data: Value;
  /** The function's result. */
  readonly finish: (output: string) => Value;
  /** The error that the function reports when the template failed. */
  readonly fail: (error: Error) => Error;
}

/**
 * A function such as `include` or `tpl`: it says what to execute instead of executing it, so that however deep
 * templates call each other, the JavaScript stack does not grow.
 */
export class TemplateFunc extends GoFunc {
  constructor(
    params: readonly string[],
    readonly request: (...args: Value[]) => TemplateCall,
    variadic?: string,
  ) {
    super(params, (...args) => runNow(request(...args)), variadic);
  }
}

/** For callers other than the executor. */
function runNow({ set, template, data, finish, fail }: TemplateCall): Value {
  let output: string;
  try {
    output = set.execute(template, data, new Budget());
  } catch (error) {
    throw error instanceof Error ? fail(error) : error;
  }
  return finish(output);
}
