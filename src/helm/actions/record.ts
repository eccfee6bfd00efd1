import type { Process } from "../../sim/wait.ts";
import { failureText } from "../helm-failure.ts";
import type { Release } from "../release.ts";
import type { Session } from "../session.ts";

/** Stores a record where Helm only logs a refusal. */
export function* record(session: Session, release: Release): Process<void> {
  try {
    yield* session.storage.update(release);
  } catch (error) {
    failureText(error);
  }
}
