/** A command of kubectl that ends badly; `message` is what it prints behind `error: `. */
export class KubectlError extends Error {
  override readonly name = "KubectlError";

  constructor(
    message: string,
    /** a further line: where to read how the command is used */
    readonly usage?: string,
  ) {
    super(message);
  }
}

/** A refusal by the server with a reason that only clients like kubectl ever meet. */
export class ServerRefusal extends Error {
  override readonly name = "ServerRefusal";

  constructor(
    readonly reason: string,
    message: string,
  ) {
    super(message);
  }
}

/** Wrong usage, with kubectl's advice behind it. */
export const usageError = (command: string, message: string): KubectlError =>
  new KubectlError(message, `See 'kubectl ${command} -h' for help and examples`);

/** Several things went wrong; each is printed on its own line. */
export class ManyErrors extends Error {
  override readonly name = "ManyErrors";

  constructor(readonly errors: readonly unknown[]) {
    super(`${errors.length} errors`);
  }
}

/** Throws what went wrong, if anything did: one error as it is, more of them together. */
export function throwAll(errors: readonly unknown[]): void {
  if (errors.length === 1) throw errors[0];
  if (errors.length > 1) throw new ManyErrors(errors);
}
