import type { Process } from "../../sim/wait.ts";
import { failureText } from "../helm-failure.ts";
import type { PhaseName } from "../progress.ts";
import type { Release } from "../release.ts";
import type { Session } from "../session.ts";

/** Does something as a phase of its own, of which the listener is told. */
export function* inPhase<T>(
  session: Session,
  { name: release, revision }: Pick<Release, "name" | "revision">,
  name: PhaseName,
  action: () => Process<T>,
): Process<T> {
  const phase = { release, revision, name, event: undefined };
  session.progress.phaseStarted(phase);
  try {
    const result = yield* action();
    session.progress.phaseEnded(phase, { ok: true });
    return result;
  } catch (error) {
    session.progress.phaseEnded(phase, { ok: false, error: failureText(error) });
    throw error;
  }
}
