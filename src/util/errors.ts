/** Where in which file something was found; lines and columns count from 1. */
export interface Place {
  readonly file?: string | undefined;
  readonly line?: number | undefined;
  readonly column?: number | undefined;
}

/**
 * An error a user can act on: bad input, never a defect of this program. `code` is a stable word for machines
 * (`chart-not-found`), `message` the cause in one paragraph, `hint` what to try next.
 */
export class SeatrialError extends Error {
  readonly code: string;
  readonly place: Place;
  readonly hint: string | undefined;

  constructor(
    code: string,
    message: string,
    options: Place & { hint?: string | undefined; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "SeatrialError";
    this.code = code;
    this.place = { file: options.file, line: options.line, column: options.column };
    this.hint = options.hint;
  }
}
