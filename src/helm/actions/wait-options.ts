import type { FlagValues } from "../flags/flag-values.ts";
import { falseWords, trueWords } from "../flags/flag-values.ts";
import { logLine } from "../output/log-line.ts";
import type { Session } from "../session.ts";
import { type Waiter, type WaitStrategy, waiterFor } from "../waiters/waiter.ts";

export interface WaitOptions {
  readonly strategy: WaitStrategy;
  readonly waiter: Waiter;
  /** whether the objects' readiness (or their deletion) is waited for at all */
  readonly objects: boolean;
  readonly jobs: boolean;
  /** for each single wait, in milliseconds */
  readonly timeout: number;
}

/** How a command waits; `undoes` is `--atomic` or `--rollback-on-failure`, which need to wait. */
export function waitOptions(session: Session, flags: FlagValues, undoes = false): WaitOptions {
  const jobs = flags.bool("wait-for-jobs");
  const timeout = flags.duration("timeout");
  if (!session.rules.waitStrategies)
    return { jobs, timeout, objects: flags.bool("wait") || undoes, ...withStrategy(session, "legacy") };
  const wanted = strategyOf(session, flags.text("wait"));
  const strategy = undoes && wanted === "hookOnly" ? "watcher" : wanted;
  return { jobs, timeout, objects: strategy !== "hookOnly", ...withStrategy(session, strategy) };
}

export const withStrategy = (
  session: Session,
  strategy: WaitStrategy,
): Pick<WaitOptions, "strategy" | "waiter"> => ({
  strategy,
  waiter: waiterFor(session, strategy),
});

/** A bool still works, with a warning; commands without the flag wait for hooks alone. */
function strategyOf({ output }: Session, text: string): WaitStrategy {
  if (text === "watcher" || text === "legacy") return text;
  const replacement = trueWords.has(text) ? "watcher" : "hookOnly";
  if (trueWords.has(text) || falseWords.has(text))
    output.error(
      logLine(
        "WARN",
        `--wait=${text} is deprecated (boolean value) and can be replaced with --wait=${replacement}`,
      ),
    );
  return replacement;
}
