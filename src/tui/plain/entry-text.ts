import type { LogEntry } from "../model/log.ts";

/** An entry of the log as one would say it. */
export function entryText({ sort, reason, object, text }: LogEntry): string {
  if (sort === "output") return `Helm prints: ${text}`;
  if (sort === "helm" || sort === "error") return `Helm: ${text}`;
  const about = object === undefined ? "" : `, ${object.kind}/${object.name}`;
  return `${sort === "warning" ? "Warning, " : ""}${reason}${about}: ${text}`;
}
