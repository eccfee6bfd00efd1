import type { Process } from "../../sim/wait.ts";
import { updateResources } from "../apply/update-resources.ts";
import { buildResources } from "../build-resources.ts";
import { failureText, HelmFailure, prefixed } from "../helm-failure.ts";
import { runHooks } from "../hooks.ts";
import { isPending, type Release, releaseHooks } from "../release.ts";
import type { Resource } from "../resource.ts";
import type { Session } from "../session.ts";
import { methodOf } from "./apply-method.ts";
import { checkLabels } from "./check-labels.ts";
import { existingResources } from "./existing-resources.ts";
import { failUpgrade } from "./fail-upgrade.ts";
import { interruptible } from "./interruptible.ts";
import { inPhase } from "./phase.ts";
import { prefixing } from "./prefixing.ts";
import { record } from "./record.ts";
import { recreatePods } from "./recreate-pods.ts";
import { checkReleaseName } from "./release-name.ts";
import { renderRelease } from "./render-release.ts";
import { stampOwnership } from "./stamp-ownership.ts";
import type { UpgradeOptions, UpgradePlan } from "./upgrade-plan.ts";
import { upgradeValues } from "./upgrade-values.ts";

/**
 * Upgrades a release (pkg/action/upgrade.go).
 * @throws HelmFailure, SeatrialError in Helm's words
 */
export function* upgradeRelease(session: Session, options: UpgradeOptions): Process<Release> {
  const { rules, api, storage } = session;
  yield* api.call(() => {});
  try {
    checkReleaseName(options.name);
  } catch {
    throw new HelmFailure(`release name is invalid: ${options.name}`);
  }
  if (options.hideSecrets && options.dryRun === "none")
    throw new HelmFailure(`${rules.major === 3 ? "H" : "h"}iding Kubernetes secrets requires a dry-run mode`);
  const history = yield* storage.history(options.name);
  const last = history.at(-1);
  if (last === undefined) throw new HelmFailure(`"${options.name}" has no deployed releases`);
  if (isPending(last.status))
    throw new HelmFailure("another operation (install/upgrade/rollback) is in progress");
  const current = startOf(history, last);
  const plan = yield* preparePlan(session, options, last, current);
  const { release } = plan;
  if (options.dryRun !== "none") {
    release.description = options.description || "Dry run complete";
    return release;
  }
  yield* storage.create(release, options.maxHistory);
  try {
    yield* interruptible(session, "helm upgrade", () => perform(session, options, plan));
  } catch (error) {
    throw yield* failUpgrade(session, options, plan, error);
  }
  yield* storage.update(release);
  return release;
}

/** The deployed revision, or else the last one if it failed or was superseded. */
function startOf(history: readonly Release[], last: Release): Release {
  const deployed = history.findLast((each) => each.status === "deployed");
  if (deployed !== undefined) return deployed;
  if (last.status === "failed" || last.status === "superseded") return last;
  throw new HelmFailure(`"${last.name}" has no deployed releases`);
}

function* preparePlan(
  session: Session,
  options: UpgradeOptions,
  last: Release,
  current: Release,
): Process<UpgradePlan> {
  const { name } = options;
  const { namespace } = current;
  const { chart, values } = upgradeValues(session, options.reuse, options.chart, options.values, current);
  const revision = last.revision + 1;
  const rendered = yield* renderRelease(session, {
    ...{ chart, values },
    release: { name, namespace, revision, isInstall: false, isUpgrade: true },
    cluster: true,
    lookup: options.dryRun !== "client",
    hideSecrets: options.hideSecrets,
    subchartNotes: options.subchartNotes,
    skipSchemaValidation: options.skipSchemaValidation,
  });
  checkLabels(Object.fromEntries(options.labels));
  const method = methodOf(session, options.serverSide, last);
  const release: Release = {
    ...{ name, namespace, revision },
    status: "pending-upgrade",
    description: "Preparing upgrade",
    firstDeployed: current.firstDeployed,
    lastDeployed: session.cluster.clock.milliseconds,
    deleted: undefined,
    notes: rendered.notes,
    chart: rendered.chart,
    config: values,
    manifests: rendered.manifests,
    manifestText: rendered.manifestText,
    hooks: releaseHooks(rendered.hooks),
    labels: mergeLabels(last.labels, options.labels),
    applyMethod: session.rules.serverSideApply ? method : undefined,
  };
  const registry = session.cluster.api.resources;
  const build = (of: Release, validate: boolean): readonly Resource[] =>
    buildResources(of.manifests, { registry, namespace: session.namespace, validate });
  const target = stampOwnership(build(release, options.validate), release);
  const before = oldResources(current, (of) => build(of, false));
  const added = target.filter((each) => !before.some((old) => isSameVersion(old, each)));
  const adopted = yield* prefixing(
    `${session.rules.ownershipPrefix} with update`,
    existingResources(session, added, release, options.takeOwnership),
  );
  return { current, release, original: [...before, ...adopted], target, method, created: [] };
}

function oldResources(current: Release, build: (of: Release) => readonly Resource[]): readonly Resource[] {
  try {
    return build(current);
  } catch (error) {
    const removed = failureText(error).includes("no matches for kind");
    throw prefixed(
      removed
        ? "current release manifest contains removed kubernetes api(s) for this kubernetes version and it is therefore unable to build the kubernetes objects for performing the diff. error from kubernetes"
        : "unable to build kubernetes objects from current release manifest",
      error,
    );
  }
}

/** What tells new objects from old ones here, the API version included. */
const isSameVersion = (a: Resource, b: Resource): boolean =>
  a.apiVersion === b.apiVersion && a.kind === b.kind && a.namespace === b.namespace && a.name === b.name;

function mergeLabels(
  old: Readonly<Record<string, string>>,
  given: ReadonlyMap<string, string>,
): Readonly<Record<string, string>> {
  const all = Object.entries({ ...old, ...Object.fromEntries(given) });
  return Object.fromEntries(all.filter(([, value]) => value !== "null"));
}

function* perform(session: Session, options: UpgradeOptions, plan: UpgradePlan): Process<void> {
  const { wait } = options;
  const { current, release, target, method } = plan;
  const hookOptions = { waiter: wait.waiter, timeout: wait.timeout, applyMethod: method };
  if (options.hooks)
    yield* prefixing("pre-upgrade hooks failed", runHooks(session, release, "pre-upgrade", hookOptions));
  try {
    yield* inPhase(session, release, "update", () => update(session, options, plan));
    if (options.recreatePods) yield* recreatePods(session, target);
    if (wait.objects)
      yield* inPhase(session, release, "wait-ready", () =>
        wait.waiter.untilReady(target, wait.timeout, wait.jobs),
      );
  } catch (error) {
    yield* record(session, current);
    throw error;
  }
  if (options.hooks)
    yield* prefixing("post-upgrade hooks failed", runHooks(session, release, "post-upgrade", hookOptions));
  current.status = "superseded";
  yield* record(session, current);
  release.status = "deployed";
  release.description = options.description || "Upgrade complete";
}

/** Changes what there is to what is wanted, and notes what was made anew. */
function* update(session: Session, options: UpgradeOptions, plan: UpgradePlan): Process<void> {
  const { current, original, target, method } = plan;
  const { created, failure } = yield* updateResources(session, original, target, {
    method,
    force: options.forceReplace,
    forceConflicts: options.forceConflicts,
    threeWayJson: options.takeOwnership && session.rules.threeWayAdoption,
    migrate: current.applyMethod !== "ssa" && method === "ssa",
  });
  plan.created = created;
  if (failure !== undefined) throw failure;
}
