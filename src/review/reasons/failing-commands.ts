import type { RecordedStep } from "../../recording/recording.ts";
import type { Reason, RunName } from "../review-result.ts";
import { type ReasonRule, readable, reason } from "./compared-case.ts";

const what: Readonly<Record<Exclude<RunName, "scenario">, string>> = {
  install: "A fresh install",
  upgrade: "The upgrade of a running release",
  rollback: "The rollback of a failed upgrade",
  uninstall: "The uninstall",
};

/**
 * Commands of Helm that fail, and did not without the change. Of an upgrade that is made to fail only the rollback counts;
 * an install or upgrade that fails anyway, or whose chart cannot be rendered without the change, leaves nothing to compare, which has to be known.
 */
export const failingCommands: ReasonRule = ({ runs, errors }) =>
  runs.flatMap(({ name, before, after }): Reason[] => {
    const step = after?.steps.at(-1);
    if (name === "scenario" || step === undefined || step.exitCode === 0) return [];
    const detail = errorLines(step);
    const worked = errors.get(name)?.before === undefined && (before?.steps.at(-1)?.exitCode ?? 0) === 0;
    if (worked) return [reason("breaks", `${what[name]} fails.`, { detail })];
    return name === "install" || name === "upgrade"
      ? [reason("look-here", `${what[name]} fails, with the change as without it.`, { detail })]
      : [];
  });

/** The command, and what Helm says of its failure. */
const errorLines = ({ command, stderr }: RecordedStep): string[] => [
  `$ ${command}`,
  ...stderr
    .trimEnd()
    .split("\n")
    .filter((line) => line.startsWith("Error:"))
    .map(readable),
];
