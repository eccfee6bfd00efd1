import { ApiError } from "../cluster/api/api-error.ts";
import type { Process } from "../sim/wait.ts";
import { KubectlError, ServerRefusal, throwAll } from "./kubectl-error.ts";

/**
 * Does something to each of several things; one that fails does not keep the others from their turn.
 *
 * @param earlier what has failed before
 * @throws what has failed, all together
 */
export function* attemptEach<T>(
  things: readonly T[],
  action: (thing: T) => Process<void>,
  earlier: readonly unknown[] = [],
): Process<void> {
  const errors = [...earlier];
  for (const thing of things) {
    try {
      yield* action(thing);
    } catch (error) {
      if (![KubectlError, ServerRefusal, ApiError].some((known) => error instanceof known)) throw error;
      errors.push(error);
    }
  }
  throwAll(errors);
}
