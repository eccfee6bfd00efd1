import type { Process } from "../../sim/wait.ts";
import { deleteResources } from "../apply/delete-resources.ts";
import { failureText, HelmFailure } from "../helm-failure.ts";
import { logLine } from "../output/log-line.ts";
import type { Session } from "../session.ts";
import { inPhase } from "./phase.ts";
import { record } from "./record.ts";
import { rollbackRelease } from "./rollback-release.ts";
import type { UpgradeOptions, UpgradePlan } from "./upgrade-plan.ts";
import { withStrategy } from "./wait-options.ts";

/** What happens to an upgrade that failed (pkg/action/upgrade.go, failRelease); gives the error to end with. */
export function* failUpgrade(
  session: Session,
  options: UpgradeOptions,
  plan: UpgradePlan,
  error: unknown,
): Process<HelmFailure> {
  const { rules, output, storage } = session;
  const { release } = plan;
  const text = failureText(error);
  if (rules.structuredLog)
    output.error(logLine("WARN", "upgrade failed", { name: release.name, error: text }));
  release.status = "failed";
  release.description = `Upgrade "${release.name}" failed: ${text}`;
  yield* record(session, release);
  if (options.cleanUp && plan.created.length > 0) {
    const errors = yield* deleteResources(session, plan.created, "Background");
    if (errors.length > 0)
      return new HelmFailure(
        `an error occurred while cleaning up resources. original upgrade error: ${text}: unable to cleanup resources: ${errors.join(", ")}`,
      );
  }
  if (!options.undo) return error instanceof HelmFailure ? error : new HelmFailure(text);
  const good = (yield* storage.history(release.name)).findLast(
    ({ status }) => status === "superseded" || status === "deployed",
  );
  if (good === undefined)
    return new HelmFailure(
      `unable to find a previously successful release when attempting to rollback. original upgrade error: ${text}`,
    );
  try {
    yield* inPhase(session, release, "undo", () =>
      rollbackRelease(session, {
        name: release.name,
        revision: good.revision,
        wait:
          rules.major === 3
            ? { ...options.wait, ...withStrategy(session, "legacy"), objects: true }
            : options.wait,
        hooks: options.hooks,
        dryRun: false,
        forceReplace: options.forceReplace,
        forceConflicts: options.forceConflicts,
        serverSide: options.serverSide,
        recreatePods: options.recreatePods,
        // Helm passes neither --cleanup-on-fail nor --history-max on.
        cleanUp: false,
        maxHistory: 0,
      }),
    );
  } catch (again) {
    return new HelmFailure(
      `an error occurred while rolling back the release. original upgrade error: ${text}: ${failureText(again)}`,
    );
  }
  const flag = rules.major === 3 ? "atomic" : "rollback-on-failure";
  return new HelmFailure(
    `release ${release.name} failed, and has been rolled back due to ${flag} being set: ${text}`,
  );
}
