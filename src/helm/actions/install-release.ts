import type { Process } from "../../sim/wait.ts";
import { createResources } from "../apply/create-resources.ts";
import { updateResources } from "../apply/update-resources.ts";
import { buildResources } from "../build-resources.ts";
import { failureText, HelmFailure, prefixed } from "../helm-failure.ts";
import { runHooks } from "../hooks.ts";
import { logLine } from "../output/log-line.ts";
import { type Release, releaseHooks } from "../release.ts";
import type { Resource } from "../resource.ts";
import type { Session } from "../session.ts";
import { checkLabels } from "./check-labels.ts";
import { existingResources } from "./existing-resources.ts";
import { installCrds } from "./install-crds.ts";
import type { InstallOptions } from "./install-options.ts";
import { interruptible } from "./interruptible.ts";
import { inPhase } from "./phase.ts";
import { prefixing } from "./prefixing.ts";
import { record } from "./record.ts";
import { checkReleaseName } from "./release-name.ts";
import { renderRelease } from "./render-release.ts";
import { stampOwnership } from "./stamp-ownership.ts";
import { uninstallRelease } from "./uninstall-release.ts";

/**
 * Installs a release (pkg/action/install.go).
 * @throws HelmFailure, SeatrialError in Helm's words
 */
export function* installRelease(session: Session, options: InstallOptions): Process<Release> {
  const { rules, api, namespace } = session;
  const { dryRun, name } = options;
  const offline = dryRun === "client" && rules.major === 4;
  if (!offline) yield* api.call(() => {});
  if (options.hideSecrets && dryRun === "none")
    throw new HelmFailure(`${rules.major === 3 ? "H" : "h"}iding Kubernetes secrets requires a dry-run mode`);
  yield* checkAvailable(session, options);
  if (!offline && !options.skipCrds) yield* installCrds(session, options);
  const rendered = yield* renderRelease(session, {
    ...options,
    release: { name, namespace, revision: 1, isInstall: true, isUpgrade: false },
    cluster: !offline,
    lookup: dryRun !== "client",
  });
  checkLabels(options.labels);
  const now = session.cluster.clock.milliseconds;
  const release: Release = {
    name,
    namespace,
    revision: 1,
    status: "pending-install",
    description: "Initial install underway",
    firstDeployed: now,
    lastDeployed: now,
    deleted: undefined,
    notes: rendered.notes,
    chart: rendered.chart,
    config: options.values,
    manifests: rendered.manifests,
    manifestText: rendered.manifestText,
    hooks: releaseHooks(rendered.hooks),
    labels: options.labels,
    applyMethod: rules.serverSideApply ? options.applyMethod : undefined,
  };
  const resources = offline ? [] : buildManifest(session, options, release);
  const adopted = offline ? [] : yield* checkExisting(session, options, resources);
  if (dryRun !== "none") {
    release.description = "Dry run complete";
    return release;
  }
  if (options.createNamespace) yield* createNamespace(session, options);
  if (options.replace) yield* supersedeLast(session, release);
  yield* session.storage.create(release);
  try {
    yield* interruptible(session, "helm install", () =>
      perform(session, options, release, resources, adopted),
    );
  } catch (error) {
    return yield* failRelease(session, options, release, error);
  }
  release.status = "deployed";
  release.description = options.description || "Install complete";
  yield* record(session, release);
  return release;
}

function* checkAvailable(session: Session, { name, dryRun, replace }: InstallOptions): Process<void> {
  const { rules, output, storage } = session;
  try {
    try {
      checkReleaseName(name);
    } catch (error) {
      throw prefixed(`release name ${JSON.stringify(name)}`, error);
    }
    if (dryRun !== "none") return;
    const last = (yield* storage.history(name)).at(-1);
    if (last === undefined) return;
    if (replace && (last.status === "uninstalled" || last.status === "failed")) return;
    throw new HelmFailure(`cannot re${rules.major === 3 ? "-" : ""}use a name that is still in use`);
  } catch (error) {
    if (!rules.structuredLog) throw error;
    output.error(logLine("ERROR", "release name check failed", { error: failureText(error) }));
    throw prefixed("release name check failed", error);
  }
}

function buildManifest(session: Session, options: InstallOptions, release: Release): readonly Resource[] {
  try {
    const resources = buildResources(release.manifests, {
      registry: session.cluster.api.resources,
      namespace: session.namespace,
      validate: options.validate,
    });
    return stampOwnership(resources, release);
  } catch (error) {
    throw prefixed("unable to build kubernetes objects from release manifest", error);
  }
}

function* checkExisting(
  session: Session,
  options: InstallOptions,
  resources: readonly Resource[],
): Process<readonly Resource[]> {
  const release = { name: options.name, namespace: session.namespace };
  try {
    return yield* existingResources(session, resources, release, options.takeOwnership);
  } catch (error) {
    throw prefixed(`${session.rules.ownershipPrefix} with install`, error);
  }
}

/** An existing namespace is fine; server-side apply gives it the label. */
function* createNamespace(session: Session, options: InstallOptions): Process<void> {
  const { namespace } = session;
  const object = {
    apiVersion: "v1",
    kind: "Namespace",
    metadata: { name: namespace, labels: { name: namespace } },
  };
  const resources = buildResources([{ object }], {
    registry: session.cluster.api.resources,
    namespace: "",
    validate: true,
  });
  const there = session.cluster.api.get({ kind: "Namespace", namespace: "", name: namespace }) !== undefined;
  if (there && !session.rules.serverSideApply) yield* session.api.call(() => {});
  else yield* createResources(session, resources, options.applyMethod);
}

/** `--replace`: the new revision follows the last one, which becomes superseded unless it failed. */
function* supersedeLast(session: Session, release: Release): Process<void> {
  const last = (yield* session.storage.history(release.name)).at(-1);
  if (last === undefined) return;
  release.revision = last.revision + 1;
  if (last.status === "failed") return;
  last.status = "superseded";
  last.description = "superseded by new release";
  yield* record(session, last);
}

function* perform(
  session: Session,
  options: InstallOptions,
  release: Release,
  resources: readonly Resource[],
  adopted: readonly Resource[],
): Process<void> {
  const { wait, applyMethod } = options;
  const hookOptions = { waiter: wait.waiter, timeout: wait.timeout, applyMethod };
  if (options.hooks)
    yield* prefixing("failed pre-install", runHooks(session, release, "pre-install", hookOptions));
  let awaited = resources;
  if (resources.length > 0) {
    if (adopted.length === 0)
      awaited = yield* inPhase(session, release, "create", () =>
        createResources(session, resources, applyMethod),
      );
    else yield* inPhase(session, release, "update", () => adopt(session, options, adopted, resources));
  }
  if (wait.objects)
    yield* inPhase(session, release, "wait-ready", () =>
      wait.waiter.untilReady(awaited, wait.timeout, wait.jobs),
    );
  if (options.hooks)
    yield* prefixing("failed post-install", runHooks(session, release, "post-install", hookOptions));
}

/** Changes what is there already to what the release wants of it, and makes the rest. */
function* adopt(
  session: Session,
  options: InstallOptions,
  adopted: readonly Resource[],
  resources: readonly Resource[],
): Process<void> {
  const { failure } = yield* updateResources(session, adopted, resources, {
    method: options.applyMethod,
    force: options.forceReplace,
    forceConflicts: options.forceConflicts,
    threeWayJson: options.takeOwnership && session.rules.threeWayAdoption,
    migrate: true,
  });
  if (failure !== undefined) throw failure;
}

function* failRelease(
  session: Session,
  options: InstallOptions,
  release: Release,
  error: unknown,
): Process<Release> {
  const text = failureText(error);
  release.status = "failed";
  release.description = `Release "${release.name}" failed: ${text}`;
  if (!options.undo) {
    yield* record(session, release);
    throw error;
  }
  const flag = session.rules.major === 3 ? "atomic" : "rollback-on-failure";
  try {
    yield* inPhase(session, release, "undo", () =>
      uninstallRelease(session, release.name, {
        hooks: options.hooks,
        wait: { ...options.wait, objects: options.wait.objects && session.rules.waitStrategies },
        keepHistory: false,
        ignoreNotFound: false,
        dryRun: false,
        propagation: "Background",
        description: "",
      }),
    );
  } catch (again) {
    throw new HelmFailure(
      `an error occurred while uninstalling the release. original install error: ${text}: ${failureText(again)}`,
    );
  }
  throw new HelmFailure(
    `release ${release.name} failed, and has been uninstalled due to ${flag} being set: ${text}`,
  );
}
