import type { Process } from "../../sim/wait.ts";
import { HelmFailure } from "../helm-failure.ts";
import type { Release } from "../release.ts";
import type { Session } from "../session.ts";
import { checkReleaseName } from "./release-name.ts";

/** Every revision of a release, oldest first (pkg/action/history.go); none if there is no such release. */
export function* releaseHistory(session: Session, name: string): Process<readonly Release[]> {
  yield* session.api.call(() => {});
  try {
    checkReleaseName(name);
  } catch {
    throw new HelmFailure(`release name is invalid: ${name}`);
  }
  return yield* session.storage.history(name);
}
