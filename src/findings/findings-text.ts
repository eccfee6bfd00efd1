import type { Finding, Severity } from "../recording/finding.ts";

/** Findings as a short list for a reader at a terminal: the problem, where, what was seen, what to do. */
export function findingsText(findings: readonly Finding[]): string {
  if (findings.length === 0) return "";
  const counts = (["error", "warning", "note"] as const).flatMap((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return count === 0 ? [] : [`${count} ${severity}${count === 1 ? "" : "s"}`];
  });
  return `${findings.map(entry).join("")}${counts.join(", ")}; seatrial explain RULE tells more.\n`;
}

function entry({ rule, severity, message, advice, place, rows = [], trial }: Finding): string {
  const where =
    place?.file === undefined ? "" : ` ${place.file}${place.line === undefined ? "" : `:${place.line}`}`;
  const seen = severity === "note" ? [] : rows;
  const context = trial === undefined ? [] : [`in a further run: ${trial}`];
  const lines = [...context, ...seen].map((line) => `    ${line}\n`).join("");
  return `${severity}[${rule}]${where}\n  ${message}\n${lines}  ${advice}\n`;
}

/** Which findings fail a command: those that are not known, from this severity on. */
export interface FindingLimit {
  readonly threshold: Severity | "none";
  /** fingerprints */
  readonly known: ReadonlySet<string>;
}

const rank: Readonly<Record<Severity, number>> = { error: 0, warning: 1, note: 2 };

/** Whether some finding is at least so bad. */
export const reaches = (findings: readonly Finding[], threshold: Severity | "none"): boolean =>
  threshold !== "none" && findings.some(({ severity }) => rank[severity] <= rank[threshold]);
