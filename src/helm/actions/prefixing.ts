import type { Process } from "../../sim/wait.ts";
import { prefixed } from "../helm-failure.ts";

/** Puts words in front of whatever a process fails with. */
export function* prefixing<T>(prefix: string, process: Process<T>): Process<T> {
  try {
    return yield* process;
  } catch (error) {
    throw prefixed(prefix, error);
  }
}
