import { TemplateError } from "../gotemplate/template-error.ts";
import { didYouMean } from "../util/nearest-word.ts";
import { RenderError } from "./render-error.ts";

/**
 * A template's error as Helm tells it, placed at the innermost template; `functions` are those it may have meant.
 * Errors of other kinds are given back.
 */
export function templateError(
  error: unknown,
  reword: (message: string, error: Error) => string,
  functions: Iterable<string> = [],
): unknown {
  if (!(error instanceof TemplateError) || error.code === "template-limit") return error;
  const { message, place, step, chain } = error;
  const where = chain.at(-1) ?? step;
  return new RenderError(error.code, reword(message, error), {
    file: where?.template ?? place.file,
    line: where?.line ?? place.line,
    column: where?.column,
    hint: error.hint ?? templateHint(message, functions),
    cause: error,
  });
}

function templateHint(message: string, functions: Iterable<string>): string | undefined {
  const unknown = /function "([^"]*)" not defined$/.exec(message)?.[1];
  if (unknown !== undefined) return didYouMean(unknown, functions).trim() || undefined;
  const field = /nil pointer evaluating [^ ]+(?: \{\})?\.(\w+)$/.exec(message)?.[1];
  if (field !== undefined)
    return `What "${field}" is asked of is not there: set it in the values, or look first whether it is set.`;
  return undefined;
}
