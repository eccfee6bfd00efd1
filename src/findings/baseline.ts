import type { Finding } from "../recording/finding.ts";
import { SeatrialError } from "../util/errors.ts";
import { fingerprint } from "./fingerprint.ts";

const format = "seatrial-baseline/1";

/** A file that holds findings as known, one fingerprint a line, sorted. */
export function writeBaseline(findings: readonly Finding[]): string {
  const known = [...new Set(findings.map(fingerprint))].sort();
  return `${JSON.stringify({ format, known }, undefined, 2)}\n`;
}

/** The fingerprints in such a file. @throws SeatrialError for any other text */
export function readBaseline(text: string, file: string): ReadonlySet<string> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw notABaseline(file, cause);
  }
  const { format: found, known } = (value ?? {}) as { readonly format?: unknown; readonly known?: unknown };
  if (found !== format || !Array.isArray(known)) throw notABaseline(file);
  return new Set(known.map(String));
}

/** The findings that are not known yet. */
export const newFindings = (findings: readonly Finding[], known: ReadonlySet<string>): Finding[] =>
  findings.filter((finding) => !known.has(fingerprint(finding)));

const notABaseline = (file: string, cause?: unknown): SeatrialError =>
  new SeatrialError("not-a-baseline", `${file} is no baseline: it has no "format": "${format}".`, {
    file,
    hint: "A baseline is what --write-baseline writes.",
    cause,
  });
