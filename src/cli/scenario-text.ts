import type { Recording } from "../recording/recording.ts";
import { formatDuration, parseDuration } from "../util/duration.ts";
import type { ReleaseRun } from "./release-command.ts";
import { UsageError } from "./usage-error.ts";

/** What comes before a command has come to rest after so long. */
const rest = "sleep 1m";

/**
 * A scenario file that gives the command of a run, and as much time afterwards as the run took.
 * @param base the scenario whose cluster and containers the run has; "" for none
 */
export async function scenarioText(base: string, run: ReleaseRun, recording: Recording): Promise<string> {
  const { parseDocument } = await import("yaml");
  const { flags, scenario, options } = run;
  const document = parseDocument(base === "" ? "{}" : base);
  if (base === "") document.set("name", "what-if");
  const versions = { helm: flags.text("helm-version"), kubernetes: flags.text("kubernetes-version") };
  for (const [name, version] of Object.entries(versions))
    if (version !== "") document.set(name, document.createNode({ version }, { flow: true }));
  if (flags.changed("seed")) document.set("seed", flags.int("seed"));
  const before = (options.before ?? []).flatMap(({ step }) =>
    "command" in step ? [step.command, rest] : [],
  );
  const over = recording.end - (recording.steps.at(-1)?.end ?? 0);
  const commands = scenario.steps.flatMap((step) => ("command" in step ? [step.command] : []));
  document.set("steps", document.createNode([...before, ...commands, `sleep ${Math.ceil(over)}s`]));
  document.delete("expect");
  const root = document.contents as { flow?: boolean } | null;
  if (root !== null) root.flow = false;
  return document.toString({ lineWidth: 0 });
}

/** The scenario with faults that come later, by as many seconds as `by` finds out. It is asked only if there are any. */
export async function withLaterFaults(text: string, by: () => Promise<number>): Promise<string> {
  const { parseDocument, isMap, isSeq } = await import("yaml");
  const document = parseDocument(text);
  const faults = document.get("faults");
  if (!isSeq(faults) || faults.items.length === 0) return text;
  const later = await by();
  for (const fault of faults.items) {
    if (!isMap(fault)) continue;
    const at = parseDuration(String(fault.get("at")));
    if (at === undefined) throw new UsageError(`The fault at ${String(fault.get("at"))} has no time.`);
    fault.set("at", formatDuration(Math.round(at + later * 1000)));
  }
  return document.toString({ lineWidth: 0 });
}
