import type { Ending, ObjectName, Recording } from "../../recording/recording.ts";

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
  const entries = [
    ...steps.map(({ start, command }) => helm(start, "helm", `$ ${command}`)),
    ...phases.flatMap(({ name, event, ...ending }) =>
      beginsAndEnds(event === "" ? name : `${event} ${name}`, ending),
    ),
    ...hooks.flatMap(({ kind, namespace, name, event, order, of, ...ending }) =>
      beginsAndEnds(`${event} hook ${kind}/${name} (${order} of ${of})`, ending, { kind, namespace, name }),
    ),
  ];
  for (const { t, type, reason, kind, namespace, name, message } of events) {
    const object = { kind, namespace, name };
    entries.push({ t, sort: type === "Warning" ? "warning" : "normal", reason, object, text: message });
  }
  for (const { end, stdout, stderr, exitCode } of steps) {
    for (const line of printed(stdout)) entries.push(helm(end, "output", line));
    for (const line of printed(stderr)) entries.push(helm(end, "error", line));
    entries.push(helm(end, exitCode === 0 ? "helm" : "error", `exit code ${exitCode}`));
  }
  // sorting keeps what happens at the same time in this order
  return entries.sort((a, b) => a.t - b.t);
}

const printed = (text: string): string[] => text.split("\n").filter((line) => line.trim() !== "");

const helm = (t: number, sort: LogEntry["sort"], text: string): LogEntry => ({
  t,
  sort,
  reason: "helm",
  object: undefined,
  text,
});

function beginsAndEnds(
  what: string,
  { start, end, outcome, error }: Ending,
  object?: ObjectName,
): readonly LogEntry[] {
  const begins = { ...helm(start, "helm", `${what} begins`), object };
  if (outcome === "unfinished") return [begins];
  const text = `${what} ${outcome}${error === "" ? "" : `: ${error}`}`;
  return [begins, { ...helm(end, outcome === "failed" ? "error" : "helm", text), object }];
}
