import type { Process } from "../../sim/wait.ts";
import type { FlagValues } from "../flags/flag-values.ts";
import { HelmFailure } from "../helm-failure.ts";
import { historyObject, historyTable } from "../output/history-table.ts";
import { printObject } from "../output/print-object.ts";
import type { Session } from "../session.ts";
import { releaseHistory } from "./release-history.ts";

/** `helm history` (cmd/helm/history.go). */
export function* history(session: Session, flags: FlagValues, operands: readonly string[]): Process<void> {
  const [name = ""] = operands;
  const all = yield* releaseHistory(session, name);
  if (all.length === 0) throw new HelmFailure("release: not found");
  const max = flags.int("max");
  const shown = max > 0 ? all.slice(-max) : [];
  const format = flags.text("output");
  session.output.stdout +=
    format === "table" ? historyTable(shown) : printObject(historyObject(shown), format);
}
