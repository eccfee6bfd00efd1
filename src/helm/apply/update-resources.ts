import type { Process } from "../../sim/wait.ts";
import type { ApplyMethod } from "../release.ts";
import type { Resource } from "../resource.ts";
import type { Session } from "../session.ts";

export interface UpdateOptions {
  readonly method: ApplyMethod;
  readonly force: boolean;
  readonly forceConflicts: boolean;
  readonly threeWay: boolean;
  readonly migrate: boolean;
}

export function* updateResources(
  _session: Session,
  _original: readonly Resource[],
  _target: readonly Resource[],
  _options: UpdateOptions,
): Process<void> {}
