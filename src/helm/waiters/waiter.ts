import type { Process } from "../../sim/wait.ts";
import type { Resource } from "../resource.ts";
import type { Session } from "../session.ts";
import { PollWaiter } from "./poll-waiter.ts";
import { StatusWaiter } from "./status-waiter.ts";

/** How a command waits for the cluster. Timeouts are milliseconds; every wait throws HelmFailure when it ends badly. */
export interface Waiter {
  /** Until everything is ready; with `jobs`, until every Job is complete, too. */
  untilReady(resources: readonly Resource[], timeout: number, jobs: boolean): Process<void>;
  /** Until nothing of it is there any more. */
  untilDeleted(resources: readonly Resource[], timeout: number): Process<void>;
  /** Until a hook's Job or Pod has ended; other kinds are done as soon as they are there. */
  untilHookDone(resources: readonly Resource[], timeout: number): Process<void>;
}

/** The values of Helm 4's `--wait`; `legacy` is how Helm 3 waits. */
export type WaitStrategy = "watcher" | "hookOnly" | "legacy";

export function waiterFor(session: Session, strategy: WaitStrategy): Waiter {
  if (strategy === "legacy") return new PollWaiter(session);
  const watcher = new StatusWaiter(session);
  return strategy === "watcher" ? watcher : new HookOnlyWaiter(watcher);
}

/** Waits for hooks and for nothing else (Helm 4's default). */
class HookOnlyWaiter implements Waiter {
  constructor(private readonly watcher: Waiter) {}

  *untilReady(): Process<void> {}

  *untilDeleted(): Process<void> {}

  untilHookDone(resources: readonly Resource[], timeout: number): Process<void> {
    return this.watcher.untilHookDone(resources, timeout);
  }
}
