/**
 * `ENOENT` or the like, from an error of Node itself. Where another program runs this one, as jest does, such an error
 * is made of other classes than those that are in force here: `instanceof` says nothing.
 */
export const errorCode = (error: unknown): string | undefined =>
  typeof error === "object" && error !== null && "code" in error && typeof error.code === "string"
    ? error.code
    : undefined;
