import { SeatrialError } from "../util/errors.ts";

/** A command line that cannot be understood. */
export class UsageError extends SeatrialError {
  override readonly name = "UsageError";

  constructor(message: string, hint?: string) {
    super("usage", message, { hint });
  }
}
