import type { Ending, ObjectName, RecordedHook, Recording } from "../../recording/recording.ts";
import { phaseOf } from "./phase-of-hook.ts";

/** A line of the log: an event, something that Helm does, or a line that it prints. */
export interface LogEntry {
  readonly t: number;
  readonly sort: "normal" | "warning" | "helm" | "output" | "error";
  /** an event's reason, or who speaks: `helm` */
  readonly reason: string;
  readonly object: ObjectName | undefined;
  readonly text: string;
}

/** Everything that is told during a run, in order. */
export function logOf(recording: Recording): LogEntry[] {
  const { steps, phases, hooks, events } = recording;
  /** Which command a moment belongs to. */
  const stepAt = (t: number): number => {
    const step = steps.findIndex(({ end }) => t <= end);
    return step < 0 ? steps.length : step;
  };
  const ranked: { readonly rank: number; readonly entry: LogEntry }[] = [];
  // what happens at the same time: the command, what Helm does, events, what the command prints
  const add = (step: number, place: 0 | 1 | 2 | 3, entry: LogEntry): void =>
    void ranked.push({ rank: 4 * step + place, entry });
  for (const phase of phases) {
    const { name, event, ...ending } = phase;
    const [begins, ...ends] = beginsAndEnds(event === "" ? name : `${event} ${name}`, ending);
    const inside = hooks.filter((hook) => phaseOf(hook, phases) === phase).flatMap(hookBeginsAndEnds);
    for (const entry of [begins, ...inside, ...ends]) add(stepAt(entry.t), 1, entry);
  }
  for (const { t, type, reason, kind, namespace, name, message } of events) {
    const object = { kind, namespace, name };
    add(stepAt(t), 2, { t, sort: type === "Warning" ? "warning" : "normal", reason, object, text: message });
  }
  for (const [i, { start, command, end, stdout, stderr, exitCode }] of steps.entries()) {
    add(i, 0, helm(start, "helm", `$ ${command}`));
    for (const line of printed(stdout)) add(i, 3, helm(end, "output", line));
    for (const line of printed(stderr)) add(i, 3, helm(end, "error", line));
    add(i, 3, helm(end, exitCode === 0 ? "helm" : "error", `exit code ${exitCode}`));
  }
  return ranked.sort((a, b) => a.entry.t - b.entry.t || a.rank - b.rank).map(({ entry }) => entry);
}

function hookBeginsAndEnds({ kind, namespace, name, event, order, of, ...ending }: RecordedHook): LogEntry[] {
  const what = `${event} hook ${kind}/${name} (${order} of ${of})`;
  return beginsAndEnds(what, ending).map((entry) => ({ ...entry, object: { kind, namespace, name } }));
}

const printed = (text: string): string[] => text.split("\n").filter((line) => line.trim() !== "");

const helm = (t: number, sort: LogEntry["sort"], text: string): LogEntry => ({
  t,
  sort,
  reason: "helm",
  object: undefined,
  text,
});

function beginsAndEnds(what: string, { start, end, outcome, error }: Ending): [LogEntry, ...LogEntry[]] {
  const begins = helm(start, "helm", `${what} begins`);
  if (outcome === "unfinished") return [begins];
  const text = `${what} ${outcome}${error === "" ? "" : `: ${error}`}`;
  return [begins, helm(end, outcome === "failed" ? "error" : "helm", text)];
}
