import { ApiError } from "../cluster/api/api-error.ts";
import { SeatrialError } from "../util/errors.ts";

/** A command of Helm that ends badly; `message` is what Helm prints behind `Error: `. */
export class HelmFailure extends Error {
  override readonly name = "HelmFailure";
}

/**
 * The text of an error that Helm would print. Anything else (a defect of this program, a bound of the simulation) is
 * thrown on.
 */
export function failureText(error: unknown): string {
  if (error instanceof HelmFailure || error instanceof ApiError || error instanceof SeatrialError)
    return error.message;
  throw error;
}

/** The same failure with words in front: `prefixed("failed pre-install", e)`. */
export const prefixed = (prefix: string, error: unknown): HelmFailure =>
  new HelmFailure(`${prefix}: ${failureText(error)}`);

export const isNotFound = (error: unknown): boolean =>
  error instanceof ApiError && error.reason === "NotFound";
