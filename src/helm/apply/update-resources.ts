import type { Process } from "../../sim/wait.ts";
import { failureText, HelmFailure, isNotFound, prefixed } from "../helm-failure.ts";
import { logLine } from "../output/log-line.ts";
import type { ApplyMethod } from "../release.ts";
import { groupVersionKind, type Resource, sameResource } from "../resource.ts";
import type { Session } from "../session.ts";
import { applyOne, createOne } from "./apply-one.ts";
import { migrateManager } from "./migrate-manager.ts";
import { patchOne, replaceOne } from "./patch-one.ts";
import { isKept } from "./resource-policy.ts";

export interface UpdateOptions {
  readonly method: ApplyMethod;
  /** `--force`: replace instead of patching */
  readonly force: boolean;
  /** `--force-conflicts` */
  readonly forceConflicts: boolean;
  /** merge custom resources three ways */
  readonly threeWayJson: boolean;
  /** turn what client-side apply owns into server-side apply's */
  readonly migrate: boolean;
}

/** What an update did before it ended, well or not. */
export interface UpdateResult {
  readonly created: readonly Resource[];
  readonly failure: HelmFailure | undefined;
}

/**
 * Brings the cluster from one manifest to another (pkg/kube/client.go, update): one object after the other in the order of
 * the manifest; then what only the old manifest has is deleted, unless something failed before.
 */
export function* updateResources(
  session: Session,
  original: readonly Resource[],
  target: readonly Resource[],
  options: UpdateOptions,
): Process<UpdateResult> {
  if (options.force && options.method === "ssa")
    return {
      created: [],
      failure: new HelmFailure("invalid operation: cannot use server-side apply and force replace together"),
    };
  if (options.forceConflicts && options.method === "csa")
    return {
      created: [],
      failure: new HelmFailure(
        "invalid client update option(s): forceConflicts enabled when serverSideApply disabled",
      ),
    };
  const created: Resource[] = [];
  const errors: string[] = [];
  try {
    for (const resource of target) yield* updateOne(session, original, resource, options, created, errors);
    if (errors.length === 0) yield* deleteRemoved(session, original, target);
  } catch (error) {
    return { created, failure: error instanceof HelmFailure ? error : new HelmFailure(failureText(error)) };
  }
  return { created, failure: errors.length === 0 ? undefined : new HelmFailure(errors.join(" && ")) };
}

/** A refused change is noted and the walk goes on; whatever is thrown stops it. */
function* updateOne(
  session: Session,
  original: readonly Resource[],
  resource: Resource,
  options: UpdateOptions,
  created: Resource[],
  errors: string[],
): Process<void> {
  if ((yield* session.api.find(resource.ref)) === undefined) {
    created.push(resource);
    try {
      yield* createOne(session, resource, options.method);
      return;
    } catch (error) {
      throw prefixed("failed to create resource", error);
    }
  }
  const before =
    original.find((each) => sameResource(each, resource)) ?? (yield* unknownOriginal(session, resource));
  try {
    if (options.force) yield* replaceOne(session, resource);
    else if (options.method === "csa") yield* patchOne(session, before, resource, options.threeWayJson);
    else {
      if (options.migrate) yield* migrateManager(session, resource);
      yield* applyOne(session, resource, options.forceConflicts);
    }
  } catch (error) {
    errors.push(failureText(error));
  }
}

/** An object that is there although the old manifest does not know it. */
function* unknownOriginal(session: Session, resource: Resource): Process<Resource> {
  const { rules, output } = session;
  if (rules.major === 3) throw new HelmFailure(`no ${resource.kind} with the name "${resource.name}" found`);
  if (!rules.adoptsUnknownOriginals)
    throw new HelmFailure(`original object ${resource.kind} with the name "${resource.name}" not found`);
  output.error(
    logLine(
      "WARN",
      "resource exists on cluster but not in original release, using cluster state as baseline",
      {
        namespace: resource.namespace,
        name: resource.name,
        kind: resource.kind,
        gvk: groupVersionKind(resource),
      },
    ),
  );
  return { ...resource, object: yield* session.api.get(resource.ref) };
}

/** In the order of the old manifest; an object that cannot be read, or that the policy keeps, stays. */
function* deleteRemoved(
  session: Session,
  original: readonly Resource[],
  target: readonly Resource[],
): Process<void> {
  const errors: string[] = [];
  for (const resource of original) {
    if (target.some((each) => sameResource(each, resource))) continue;
    const live = yield* session.api.find(resource.ref);
    if (live === undefined || isKept(live.metadata.annotations)) continue;
    try {
      yield* session.api.delete(resource.ref, { propagation: "Background" });
    } catch (error) {
      const text = failureText(error);
      // Helm 3 only logs a refusal.
      if (session.rules.major === 4 && !isNotFound(error)) errors.push(text);
    }
  }
  if (errors.length > 0) throw new HelmFailure(errors.join("\n"));
}
