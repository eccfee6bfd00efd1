/**
 * What a Go function returned as its error or panicked with; the executor puts `error calling NAME: ` before the
 * message, for both alike.
 */
export class CallError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "CallError";
  }
}

/** Go's panic when a method is called on nothing, as sprig's list functions do with nil. */
export const NIL_DEREFERENCE = "runtime error: invalid memory address or nil pointer dereference";
