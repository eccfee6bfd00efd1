import { type FlagValues, falseWords, trueWords } from "../flags/flag-values.ts";
import { HelmFailure } from "../helm-failure.ts";
import { logLine } from "../output/log-line.ts";
import type { Session } from "../session.ts";

export type DryRun = "none" | "client" | "server";

/** What of a session it takes; the output is for advice. */
interface DryRunSession {
  readonly rules: Session["rules"];
  readonly output: Pick<Session["output"], "error">;
}

/**
 * What `--dry-run` asks for.
 * @throws HelmFailure for a word that means nothing
 */
export function dryRunOf({ rules, output }: DryRunSession, flags: FlagValues): DryRun {
  const text = flags.text("dry-run");
  if (rules.major === 3) {
    if (text === "server") return "server";
    if (text === "client" || text === "true") return "client";
    if (text === "" || text === "none" || text === "false") return "none";
    // As a bool (before 3.13) it was checked already.
    if (!rules.since(3, 13)) return trueWords.has(text) ? "client" : "none";
    throw new HelmFailure(
      "Invalid dry-run flag. Flag must one of the following: false, true, none, client, server",
    );
  }
  const boolean = (replacement: DryRun): DryRun => {
    output.error(
      logLine(
        "WARN",
        `boolean '--dry-run=${text}' flag is deprecated and must be replaced with '--dry-run=${replacement}'`,
      ),
    );
    return replacement;
  };
  if (text === "none" || text === "client" || text === "server") return text;
  if (text === "unset") {
    output.error(logLine("WARN", "--dry-run is deprecated and should be replaced with '--dry-run=client'"));
    return "client";
  }
  if (trueWords.has(text)) return boolean("client");
  if (falseWords.has(text)) return boolean("none");
  throw new HelmFailure(
    `invalid dry-run value (${JSON.stringify(text)}). Must be "none", "server", or "client"`,
  );
}
