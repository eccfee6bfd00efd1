import { sortByKind } from "../../chart/kind-order.ts";
import type { Manifest } from "../../chart/rendered-chart.ts";
import type { Propagation } from "../../cluster/api/api-server.ts";
import type { Process } from "../../sim/wait.ts";
import { deleteResources } from "../apply/delete-resources.ts";
import { splitByPolicy } from "../apply/resource-policy.ts";
import { buildResources } from "../build-resources.ts";
import { failureText, HelmFailure } from "../helm-failure.ts";
import { runHooks } from "../hooks.ts";
import { logLine } from "../output/log-line.ts";
import type { Release } from "../release.ts";
import type { Resource } from "../resource.ts";
import type { Session } from "../session.ts";
import { inPhase } from "./phase.ts";
import { record } from "./record.ts";
import { checkReleaseName } from "./release-name.ts";
import type { WaitOptions } from "./wait-options.ts";

export interface UninstallOptions {
  readonly hooks: boolean;
  readonly wait: WaitOptions;
  readonly keepHistory: boolean;
  readonly ignoreNotFound: boolean;
  readonly dryRun: boolean;
  readonly propagation: Propagation;
  readonly description: string;
}

export interface Uninstalled {
  /** what the resource policy kept, as Helm reports it; "" for nothing */
  readonly kept: string;
}

/**
 * Uninstalls a release (pkg/action/uninstall.go).
 * @throws HelmFailure
 */
export function* uninstallRelease(
  session: Session,
  name: string,
  options: UninstallOptions,
): Process<Uninstalled> {
  const { api, storage, rules } = session;
  yield* api.call(() => {});
  if (options.dryRun) {
    const known = yield* storage.history(name);
    if (known.length === 0 && !options.ignoreNotFound) throw new HelmFailure("release: not found");
    return { kept: "" };
  }
  try {
    checkReleaseName(name);
  } catch {
    throw new HelmFailure(`uninstall: Release name is invalid: ${name}`);
  }
  const history = yield* storage.history(name);
  const release = history.at(-1);
  if (release === undefined) {
    if (options.ignoreNotFound) return { kept: "" };
    throw new HelmFailure(`uninstall: Release not loaded: ${name}: release: not found`);
  }
  if (release.status === "uninstalled") {
    if (options.keepHistory)
      throw new HelmFailure(`the release named ${JSON.stringify(name)} is already deleted`);
    yield* purge(session, history);
    return { kept: "" };
  }
  release.status = "uninstalling";
  release.deleted = session.cluster.clock.milliseconds;
  release.description = "Deletion in progress (or silently failed)";
  const hookOptions = {
    waiter: options.wait.waiter,
    timeout: options.wait.timeout,
    applyMethod: rules.serverSideApply ? "ssa" : "csa",
  } as const;
  if (options.hooks) yield* runHooks(session, release, "pre-delete", hookOptions);
  yield* record(session, release);
  const { deleted, kept } = yield* deleteManifest(session, release, options.propagation);
  const errors: string[] = [];
  if (options.wait.objects)
    yield* remember(errors, () =>
      inPhase(session, release, "wait-deleted", () =>
        options.wait.waiter.untilDeleted(deleted, options.wait.timeout),
      ),
    );
  if (options.hooks) yield* remember(errors, () => runHooks(session, release, "post-delete", hookOptions));
  release.status = "uninstalled";
  release.description = options.description || "Uninstallation complete";
  if (options.keepHistory) yield* keepRecords(session, release);
  else yield* purge(session, history);
  if (errors.length > 0)
    throw new HelmFailure(`uninstallation completed with ${errors.length} error(s): ${errors.join("; ")}`);
  return { kept };
}

/** A failure that does not stop the uninstallation. */
function* remember(errors: string[], action: () => Process<void>): Process<void> {
  try {
    yield* action();
  } catch (error) {
    errors.push(failureText(error));
  }
}

function* deleteManifest(
  session: Session,
  release: Release,
  propagation: Propagation,
): Process<{ readonly deleted: readonly Resource[]; readonly kept: string }> {
  const sorted = sortByKind<Manifest>(release.manifests, "uninstall", session.rules);
  const { keep, remove } = splitByPolicy(sorted);
  const kept = keep.map(({ kind, name }) => `[${kind}] ${name}\n`).join("");
  const failed = new HelmFailure(`failed to delete release: ${release.name}`);
  let deleted: readonly Resource[];
  try {
    deleted = buildResources(remove, {
      registry: session.cluster.api.resources,
      namespace: release.namespace,
      validate: false,
    });
  } catch (error) {
    failureText(error);
    throw failed;
  }
  if (deleted.length === 0) return { deleted, kept };
  const errors = yield* inPhase(session, release, "delete", () =>
    deleteResources(session, deleted, propagation),
  );
  if (errors.length > 0) throw failed;
  return { deleted, kept };
}

function* keepRecords(session: Session, release: Release): Process<void> {
  const { rules, storage, output } = session;
  try {
    yield* storage.update(release);
  } catch (error) {
    if (rules.structuredLog)
      output.error(
        logLine("DEBUG", "uninstall: Failed to store updated release", { error: failureText(error) }),
      );
  }
  if (!rules.uninstallSupersedes) return;
  for (const other of yield* storage.deployed(release.name)) {
    other.status = "superseded";
    yield* record(session, other);
  }
}

function* purge(session: Session, history: readonly Release[]): Process<void> {
  for (const release of history) yield* session.storage.delete(release);
}
