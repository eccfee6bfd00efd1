import type { Process } from "../../sim/wait.ts";
import { HelmFailure } from "../helm-failure.ts";
import { type HookRunResult, runHooksOnly } from "../hooks.ts";
import type { Release, ReleaseHook } from "../release.ts";
import type { Session } from "../session.ts";
import { checkReleaseName } from "./release-name.ts";
import type { WaitOptions } from "./wait-options.ts";

/** Which hooks `--filter` lets run; they are named, whatever their event is. */
export interface TestFilter {
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}

export const isSelected = ({ include, exclude }: TestFilter, { name }: Pick<ReleaseHook, "name">): boolean =>
  !exclude.includes(name) && (include.length === 0 || include.includes(name));

/** Runs the tests of a release (pkg/action/release_testing.go); the deletions after them are left to the caller. */
export function* testRelease(
  session: Session,
  name: string,
  filter: TestFilter,
  wait: WaitOptions,
): Process<{ readonly release: Release; readonly result: HookRunResult }> {
  const { api, storage } = session;
  yield* api.call(() => {});
  try {
    checkReleaseName(name);
  } catch {
    throw new HelmFailure(`releaseTest: Release name is invalid: ${name}`);
  }
  const release = yield* storage.last(name);
  const selected = release.hooks.filter((hook) => isSelected(filter, hook));
  const skipped = release.hooks.filter((hook) => !isSelected(filter, hook));
  release.hooks = selected;
  const options = { waiter: wait.waiter, timeout: wait.timeout, applyMethod: release.applyMethod ?? "csa" };
  const result = yield* runHooksOnly(session, release, "test", options);
  // Those that were left out come first from now on.
  release.hooks = [...skipped, ...selected];
  return { release, result };
}
