import { ApiError } from "../../cluster/api/api-error.ts";
import { type Process, sleep } from "../../sim/wait.ts";
import { performBatches } from "../apply/perform.ts";
import { failureText, HelmFailure } from "../helm-failure.ts";
import { joinErrors } from "../output/joined-errors.ts";
import { isReady, needsCheck } from "../readiness/poll-readiness.ts";
import type { Resource } from "../resource.ts";
import type { Session } from "../session.ts";
import { watchHook } from "./hook-watch.ts";
import type { Waiter } from "./waiter.ts";

/** Milliseconds between two looks. */
const interval = 2000;

/** Helm 3's way of waiting: it looks every two seconds (pkg/kube/wait.go), and watches hooks. */
export class PollWaiter implements Waiter {
  constructor(private readonly session: Session) {}

  *untilReady(resources: readonly Resource[], timeout: number, jobs: boolean): Process<void> {
    const { rules } = this.session;
    const errorsInARow = new Map<Resource, number>();
    // Helm 3 takes a timeout of zero for one that is over already.
    if (timeout <= 0 && rules.major === 3) {
      if (resources.some((each) => needsCheck(each, jobs))) throw new HelmFailure(rules.waitTimeoutText);
      return;
    }
    yield* this.poll(timeout, () => this.areReady(resources, jobs, errorsInARow));
  }

  *untilDeleted(resources: readonly Resource[], timeout: number): Process<void> {
    yield* this.poll(timeout, () => this.areGone(resources));
  }

  *untilHookDone(resources: readonly Resource[], timeout: number): Process<void> {
    const { session } = this;
    const results = yield* performBatches(session, resources, "helm hook watch", (each) =>
      watchHook(session, each, timeout),
    );
    const errors = results.flatMap((each) => ("error" in each ? [failureText(each.error)] : []));
    const text = joinErrors(errors, session.rules);
    if (text !== undefined) throw new HelmFailure(text);
  }

  /** One look at all resources, up to the first that is not ready. */
  private *areReady(
    resources: readonly Resource[],
    jobs: boolean,
    errorsInARow: Map<Resource, number>,
  ): Process<boolean> {
    const { api, rules } = this.session;
    for (const resource of resources) {
      try {
        if (!(yield* isReady(api, resource, jobs))) return false;
        errorsInARow.delete(resource);
      } catch (error) {
        failureText(error);
        const count = (errorsInARow.get(resource) ?? 0) + 1;
        if (!isRetryable(error) || count > rules.readinessRetries) throw error;
        errorsInARow.set(resource, count);
        return false;
      }
    }
    return true;
  }

  private *areGone(resources: readonly Resource[]): Process<boolean> {
    for (const { ref } of resources) if ((yield* this.session.api.find(ref)) !== undefined) return false;
    return true;
  }

  /** Looks at once and then at every full interval from now; a look that is due at the deadline is not made. */
  private *poll(timeout: number, look: () => Process<boolean>): Process<void> {
    const { kernel } = this.session.cluster;
    const start = kernel.now;
    const limited = timeout > 0 || this.session.rules.major === 3;
    const deadline = limited ? start + timeout : Number.POSITIVE_INFINITY;
    for (;;) {
      if (yield* look()) return;
      const next = start + (Math.floor((kernel.now - start) / interval) + 1) * interval;
      yield* sleep(Math.min(next, deadline) - kernel.now);
      if (kernel.now >= deadline) throw new HelmFailure(this.session.rules.waitTimeoutText);
    }
  }
}

/** Errors that are not the server's, and those that say that it is busy or broken. */
const isRetryable = (error: unknown): boolean =>
  !(error instanceof ApiError) || error.code === 429 || (error.code >= 500 && error.code !== 501);
