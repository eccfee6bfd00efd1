import type { Process } from "../../sim/wait.ts";
import type { FlagValues } from "../flags/flag-values.ts";
import { HelmFailure } from "../helm-failure.ts";
import type { Release } from "../release.ts";
import type { Session } from "../session.ts";
import { checkReleaseName } from "./release-name.ts";

/** The revision that `--revision` names, or the last one. */
export function* findRelease(session: Session, flags: FlagValues, name: string): Process<Release> {
  yield* session.api.call(() => {});
  try {
    checkReleaseName(name);
  } catch {
    throw new HelmFailure(`release name is invalid: ${name}`);
  }
  const revision = flags.int("revision");
  return revision <= 0 ? yield* session.storage.last(name) : yield* session.storage.get(name, revision);
}
