import { type Place, SeatrialError } from "../util/errors.ts";

/**
 * A chart or values that Helm refuses. `message` is what Helm prints after `Error: `, `place` where the cause lies: a
 * file by its path in the chart, or a file of the command line.
 */
export class RenderError extends SeatrialError {
  override readonly name = "RenderError";
}

/** Runs `act`; an error of it becomes a RenderError, its text after `prefix`, placed where the YAML in it is broken. */
export function helmError<T>(code: string, prefix: string, place: Place, act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof Error) || error instanceof RenderError) throw error;
    const hint = error instanceof SeatrialError ? error.hint : undefined;
    throw new RenderError(code, `${prefix}${textOf(error)}`, {
      ...place,
      ...position(error),
      hint,
      cause: error,
    });
  }
}

/** What is nested deeper than this program's stack is no defect of it. */
const textOf = (error: Error): string =>
  error instanceof RangeError && error.message.includes("call stack")
    ? "values or schemas are nested too deeply"
    : error.message;

function position(error: Error): Place {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof SeatrialError && cause.place.line !== undefined)
      return { line: cause.place.line, column: cause.place.column };
  }
  return {};
}
