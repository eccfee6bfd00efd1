import type { ObjectName, RecordedEvent } from "../../recording/recording.ts";
import type { Evidence } from "../evidence.ts";

/** What the cluster said about an object and the pods below it in a span of time: warnings, the first of each kind. */
export function warningRows(evidence: Evidence, owner: ObjectName, from: number, to: number): string[] {
  const seen = new Set<string>();
  return warningsOf(evidence, owner, from, to)
    .filter(({ reason, message }) => {
      const key = `${reason} ${message.slice(0, 40)}`;
      return !seen.has(key) && seen.add(key);
    })
    .slice(0, 4)
    .map(eventRow);
}

export const eventRow = ({ t, reason, kind, name, message }: RecordedEvent): string =>
  row(t, `${reason} ${kind}/${name}: ${message.replaceAll("\n", " ").slice(0, 200)}`);

export const row = (t: number, text: string): string => `${t.toFixed(3)}s ${text}`;

/** The warnings about an object itself, or about pods whose names begin with its name. */
function warningsOf(
  { recording }: Evidence,
  { kind, namespace, name }: ObjectName,
  from: number,
  to: number,
): RecordedEvent[] {
  return recording.events.filter(
    (event) =>
      event.type === "Warning" &&
      event.t >= from &&
      event.t <= to &&
      event.namespace === namespace &&
      ((event.kind === kind && event.name === name) ||
        (event.kind === "Pod" && event.name.startsWith(`${name}-`))),
  );
}
