import type { Process } from "../../sim/wait.ts";
import { deleteResources } from "../apply/delete-resources.ts";
import { updateResources } from "../apply/update-resources.ts";
import { buildResources } from "../build-resources.ts";
import { failureText, HelmFailure, prefixed } from "../helm-failure.ts";
import { runHooks } from "../hooks.ts";
import { logLine } from "../output/log-line.ts";
import type { Release } from "../release.ts";
import type { Resource } from "../resource.ts";
import type { Session } from "../session.ts";
import { methodOf } from "./apply-method.ts";
import { inPhase } from "./phase.ts";
import { record } from "./record.ts";
import { recreatePods } from "./recreate-pods.ts";
import { checkReleaseName } from "./release-name.ts";
import { stampOwnership } from "./stamp-ownership.ts";
import type { WaitOptions } from "./wait-options.ts";

export interface RollbackOptions {
  readonly name: string;
  /** 0: the one before the last */
  readonly revision: number;
  readonly wait: WaitOptions;
  readonly hooks: boolean;
  readonly dryRun: boolean;
  readonly forceReplace: boolean;
  readonly forceConflicts: boolean;
  /** `--server-side`: true, false or auto */
  readonly serverSide: string;
  readonly recreatePods: boolean;
  readonly cleanUp: boolean;
  readonly maxHistory: number;
}

/**
 * Rolls a release back to an earlier revision, which makes a new one (pkg/action/rollback.go). Whether another operation
 * is under way is not asked.
 * @throws HelmFailure
 */
export function* rollbackRelease(session: Session, options: RollbackOptions): Process<void> {
  const { api, storage } = session;
  yield* api.call(() => {});
  const { current, target } = yield* prepare(session, options);
  if (options.dryRun) return;
  yield* storage.create(target, options.maxHistory);
  yield* perform(session, options, current, target);
  yield* storage.update(target);
}

function* prepare(
  session: Session,
  options: RollbackOptions,
): Process<{ readonly current: Release; readonly target: Release }> {
  const { storage, cluster, rules } = session;
  try {
    checkReleaseName(options.name);
  } catch {
    throw new HelmFailure(`prepareRollback: Release name is invalid: ${options.name}`);
  }
  if (options.revision < 0) throw new HelmFailure("invalid release revision");
  const current = yield* storage.last(options.name);
  const revision = options.revision === 0 ? current.revision - 1 : options.revision;
  const history = yield* storage.history(options.name);
  if (!history.some((each) => each.revision === revision))
    throw new HelmFailure(`release has no ${revision} version`);
  const old = yield* storage.get(options.name, revision);
  return {
    current,
    target: {
      ...old,
      revision: current.revision + 1,
      status: "pending-rollback",
      description: `Rollback to ${revision}`,
      firstDeployed: current.firstDeployed,
      lastDeployed: cluster.clock.milliseconds,
      deleted: undefined,
      applyMethod: rules.serverSideApply ? methodOf(session, options.serverSide, old) : undefined,
    },
  };
}

function* perform(
  session: Session,
  options: RollbackOptions,
  current: Release,
  target: Release,
): Process<void> {
  const { wait } = options;
  const method = target.applyMethod ?? "csa";
  const original = build(session, current, "current");
  const wanted = build(session, target, "new");
  const hookOptions = { waiter: wait.waiter, timeout: wait.timeout, applyMethod: method };
  // A hook that fails leaves the new revision pending.
  if (options.hooks) yield* runHooks(session, target, "pre-rollback", hookOptions);
  const { created, failure } = yield* inPhase(session, target, "update", () =>
    updateResources(session, original, stampOwnership(wanted, target), {
      method,
      force: options.forceReplace,
      forceConflicts: options.forceConflicts,
      threeWayJson: false,
      migrate: true,
    }),
  );
  if (failure !== undefined) throw yield* failUpdate(session, options, current, target, created, failure);
  if (options.recreatePods) yield* recreatePods(session, wanted);
  if (wait.objects) yield* waitUntilReady(session, options, current, target, wanted);
  if (options.hooks) yield* runHooks(session, target, "post-rollback", hookOptions);
  for (const deployed of yield* session.storage.deployed(target.name)) {
    deployed.status = "superseded";
    yield* record(session, deployed);
  }
  target.status = "deployed";
}

function build(session: Session, release: Release, which: "current" | "new"): readonly Resource[] {
  try {
    return buildResources(release.manifests, {
      registry: session.cluster.api.resources,
      namespace: session.namespace,
      validate: false,
    });
  } catch (error) {
    throw prefixed(`unable to build kubernetes objects from ${which} release manifest`, error);
  }
}

function* failUpdate(
  session: Session,
  options: RollbackOptions,
  current: Release,
  target: Release,
  created: readonly Resource[],
  failure: HelmFailure,
): Process<HelmFailure> {
  current.status = "superseded";
  target.status = "failed";
  target.description = `Rollback "${target.name}" failed: ${failure.message}`;
  if (session.rules.structuredLog) session.output.error(logLine("WARN", target.description));
  yield* record(session, current);
  yield* record(session, target);
  if (!options.cleanUp) return failure;
  const errors = yield* deleteResources(session, created, "Background");
  if (errors.length === 0) return failure;
  return new HelmFailure(
    `an error occurred while cleaning up resources. original rollback error: unable to cleanup resources: ${errors.join(", ")}`,
  );
}

function* waitUntilReady(
  session: Session,
  { wait }: RollbackOptions,
  current: Release,
  target: Release,
  resources: readonly Resource[],
): Process<void> {
  try {
    yield* inPhase(session, target, "wait-ready", () =>
      wait.waiter.untilReady(resources, wait.timeout, wait.jobs),
    );
  } catch (error) {
    const text = failureText(error);
    target.status = "failed";
    target.description = `Release "${target.name}" failed: ${text}`;
    yield* record(session, current);
    yield* record(session, target);
    throw new HelmFailure(`release ${target.name} failed: ${text}`);
  }
}
