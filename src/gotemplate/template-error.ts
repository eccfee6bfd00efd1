import { byteLength } from "../util/byte-string.ts";
import { SeatrialError } from "../util/errors.ts";

/** One place on the way from the executed template to the failing expression. */
export interface TemplateStep {
  /** Name of the file. */
  readonly template: string;
  readonly line: number;
  /** From 1, in bytes; Go's messages count from 0. */
  readonly column: number;
  /** The expression, in Go's canonical spelling. */
  readonly expression: string;
}

/**
 * A template that cannot be parsed (`template-syntax`) or executed (`template-execution`), or that asks for more than
 * its budget (`template-limit`). `message` is Go's text.
 */
export class TemplateError extends SeatrialError {
  /** Where it failed: undefined for parse errors, which know their line only. */
  readonly step: TemplateStep | undefined;

  constructor(
    code: "template-syntax" | "template-execution" | "template-limit",
    message: string,
    where: {
      readonly file?: string;
      readonly line?: number;
      readonly step?: TemplateStep | undefined;
      readonly cause?: unknown;
      readonly hint?: string | undefined;
    },
  ) {
    const { step, cause, hint, file = step?.template, line = step?.line } = where;
    super(code, message, { file, line, column: step?.column, cause, hint });
    this.name = "TemplateError";
    this.step = step;
  }

  /** From the outermost `include` or `tpl` to the expression that failed. */
  get chain(): TemplateStep[] {
    const steps: TemplateStep[] = [];
    for (let error: unknown = this; error instanceof Error; error = error.cause) {
      if (error instanceof TemplateError && error.step !== undefined) steps.push(error.step);
    }
    return steps;
  }
}

/** Line from 1 and column in bytes from 0, as Go's messages give them. */
export function lineAndColumn(text: string, at: number): { line: number; column: number } {
  const before = text.slice(0, at);
  return { line: before.split("\n").length, column: byteLength(before.slice(before.lastIndexOf("\n") + 1)) };
}
