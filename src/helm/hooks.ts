import type { HookEvent } from "../chart/hook-events.ts";
import type { Process } from "../sim/wait.ts";
import { createResources } from "./apply/create-resources.ts";
import { deleteResources } from "./apply/delete-resources.ts";
import { buildResources } from "./build-resources.ts";
import { failureText, HelmFailure, prefixed } from "./helm-failure.ts";
import { logHook } from "./hook-logs.ts";
import { hooksFor, type OrderedHook } from "./hook-order.ts";
import { logLine } from "./output/log-line.ts";
import type { HookStart } from "./progress.ts";
import type { ApplyMethod, Release, ReleaseHook } from "./release.ts";
import type { Resource } from "./resource.ts";
import type { Session } from "./session.ts";
import type { Waiter } from "./waiters/waiter.ts";

export type DeletePolicy = "before-hook-creation" | "hook-succeeded" | "hook-failed";

export interface HookOptions {
  readonly waiter: Waiter;
  /** for each single wait, in milliseconds */
  readonly timeout: number;
  readonly applyMethod: ApplyMethod;
}

/** How the hooks of an event went, and the deletions that are still to be made. */
export interface HookRunResult {
  readonly failure: HelmFailure | undefined;
  /** Deletes what the policies say. */
  readonly cleanUp: () => Process<void>;
}

/**
 * Runs the hooks of one event, one after the other, and deletes them as their policies say (pkg/action/hooks.go).
 * @throws HelmFailure of the hook that failed
 */
export function* runHooks(
  session: Session,
  release: Release,
  event: HookEvent,
  options: HookOptions,
): Process<void> {
  const { failure, cleanUp } = yield* runHooksOnly(session, release, event, options);
  yield* cleanUp();
  if (failure !== undefined) throw failure;
}

/** As `runHooks`, with the deletions that follow the last hook left to the caller. */
export function* runHooksOnly(
  session: Session,
  release: Release,
  event: HookEvent,
  options: HookOptions,
): Process<HookRunResult> {
  const ordered = hooksFor(event, release.hooks);
  const phase = { release: release.name, revision: release.revision, name: "hooks", event } as const;
  if (ordered.length > 0) session.progress.phaseStarted(phase);
  const run = new HookRun(session, release, event, options);
  const result = yield* run.all(ordered);
  const tell = (failure: HelmFailure | undefined): void => {
    if (ordered.length > 0)
      session.progress.phaseEnded(
        phase,
        failure === undefined ? { ok: true } : { ok: false, error: failure.message },
      );
  };
  return { failure: result.failure, cleanUp: () => cleanedUp(result, tell) };
}

/** Cleans up after hooks, and tells how all of it went. */
function* cleanedUp(
  { failure, cleanUp }: HookRunResult,
  tell: (failure: HelmFailure | undefined) => void,
): Process<void> {
  let told = failure;
  try {
    yield* cleanUp();
  } catch (error) {
    told = error instanceof HelmFailure ? error : new HelmFailure(failureText(error));
    throw told;
  } finally {
    tell(told);
  }
}

class HookRun {
  constructor(
    private readonly session: Session,
    private readonly release: Release,
    private readonly event: HookEvent,
    private readonly options: HookOptions,
  ) {}

  *all(ordered: readonly OrderedHook[]): Process<HookRunResult> {
    const hooks = ordered.map((each) => each.hook);
    for (const [i, { hook, why }] of ordered.entries()) {
      // An empty list becomes the default and is stored so.
      if (hook.deletePolicies.length === 0) hook.deletePolicies = ["before-hook-creation"];
      const start = this.describe(hook, why, i + 1, ordered.length);
      this.session.progress.hookStarted(start);
      try {
        yield* this.one(hook);
        this.session.progress.hookEnded(start, { ok: true });
      } catch (error) {
        const failure = error instanceof HelmFailure ? error : new HelmFailure(failureText(error));
        this.session.progress.hookEnded(start, { ok: false, error: failure.message });
        const waited = error instanceof HookWaitFailure;
        return { failure, cleanUp: () => (waited ? this.afterFailure(hook, hooks.slice(0, i)) : nothing()) };
      }
    }
    return { failure: undefined, cleanUp: () => this.afterSuccess(hooks) };
  }

  private *one(hook: ReleaseHook): Process<void> {
    yield* this.deleteBy("before-hook-creation", hook);
    const resources = this.build(
      hook,
      true,
      `unable to build kubernetes object for ${this.event} hook ${hook.path}`,
    );
    hook.lastRun = { startedAt: this.now(), completedAt: undefined, phase: "Running" };
    yield* this.record();
    hook.lastRun.phase = "Unknown";
    let created: readonly Resource[];
    try {
      created = yield* createResources(this.session, resources, this.options.applyMethod);
    } catch (error) {
      this.finish(hook, "Failed");
      throw prefixed(`warning: Hook ${this.event} ${hook.path} failed`, error);
    }
    try {
      yield* this.options.waiter.untilHookDone(created, this.options.timeout);
    } catch (error) {
      this.finish(hook, "Failed");
      throw new HookWaitFailure(failureText(error));
    }
    this.finish(hook, "Succeeded");
  }

  private *afterFailure(failed: ReleaseHook, earlier: readonly ReleaseHook[]): Process<void> {
    const { rules, output } = this.session;
    if (rules.hookOutputLogs) yield* logHook(this.session, failed, this.release.namespace, "hook-failed");
    try {
      yield* this.deleteBy("hook-failed", failed);
    } catch (error) {
      if (rules.hookDeletionErrorWins) throw error;
      if (rules.structuredLog)
        output.error(
          logLine("ERROR", "error deleting the hook resource on hook failure", { error: failureText(error) }),
        );
      else output.error(`hooks.go: error deleting the hook resource on hook failure: ${failureText(error)}`);
    }
    if (rules.deletesSucceededHooksOnFailure)
      for (const hook of earlier) yield* this.deleteBy("hook-succeeded", hook);
  }

  private *afterSuccess(hooks: readonly ReleaseHook[]): Process<void> {
    const { rules } = this.session;
    for (const hook of rules.deletesSucceededHooksInReverse ? hooks.toReversed() : hooks) {
      if (rules.hookOutputLogs) yield* logHook(this.session, hook, this.release.namespace, "hook-succeeded");
      yield* this.deleteBy("hook-succeeded", hook);
    }
  }

  /** Deletes a hook's object if its policies name this occasion; CRDs are never deleted. */
  private *deleteBy(policy: DeletePolicy, hook: ReleaseHook): Process<void> {
    if (hook.kind === "CustomResourceDefinition" || !hook.deletePolicies.includes(policy)) return;
    const { session, options } = this;
    const resources = this.build(
      hook,
      false,
      `unable to build kubernetes object for deleting hook ${hook.path}`,
    );
    const errors = yield* deleteResources(session, resources, "Background");
    if (errors.length > 0) throw new HelmFailure(errors.join("; "));
    if (session.rules.awaitsHookDeletions) yield* options.waiter.untilDeleted(resources, options.timeout);
  }

  private build(hook: ReleaseHook, validate: boolean, prefix: string): readonly Resource[] {
    try {
      return buildResources([hook], {
        registry: this.session.cluster.api.resources,
        namespace: this.release.namespace,
        validate,
      });
    } catch (error) {
      throw prefixed(prefix, error);
    }
  }

  /** Storing may fail; Helm says so in its log only. */
  private *record(): Process<void> {
    try {
      yield* this.session.storage.update(this.release);
    } catch (error) {
      failureText(error);
    }
  }

  private finish(hook: ReleaseHook, phase: "Succeeded" | "Failed"): void {
    hook.lastRun = { startedAt: hook.lastRun.startedAt, completedAt: this.now(), phase };
  }

  private now(): number {
    return this.session.cluster.clock.milliseconds;
  }

  private describe(hook: ReleaseHook, why: string, order: number, of: number): HookStart {
    return {
      release: this.release.name,
      revision: this.release.revision,
      event: this.event,
      kind: hook.kind,
      hook: hook.name,
      namespace: hook.namespace ?? this.release.namespace,
      path: hook.path,
      line: hook.line,
      weight: hook.weight,
      order,
      of,
      why,
      deletePolicies: hook.deletePolicies,
    };
  }
}

/** The hook was created and then did not end well: only then do the policies for failures count. */
class HookWaitFailure extends HelmFailure {}

function* nothing(): Process<void> {}
