import { parseDuration } from "../../util/duration.ts";
import type { FlagSpec } from "./flag-spec.ts";

/** What a command line says about each flag of a command: the values given, in order, or the default. */
export class FlagValues {
  private readonly given = new Map<string, string[]>();

  constructor(private readonly specs: ReadonlyMap<string, FlagSpec>) {}

  /** Notes a (valid) value; flags that hold one value keep the last. */
  set(name: string, value: string): void {
    this.given.set(name, [...(this.given.get(name) ?? []), value]);
  }

  /** Whether the command has such a flag at all. */
  has(name: string): boolean {
    return this.specs.has(name);
  }

  /** Whether the flag was given. */
  changed(name: string): boolean {
    return this.given.has(name);
  }

  /** The last value given, or the default; "" for a flag that this command lacks. */
  text(name: string): string {
    return this.given.get(name)?.at(-1) ?? this.specs.get(name)?.default ?? "";
  }

  bool(name: string): boolean {
    return trueWords.has(this.text(name));
  }

  int(name: string): number {
    return Number(this.text(name));
  }

  /** Milliseconds. */
  duration(name: string): number {
    return parseDuration(this.text(name)) ?? 0;
  }

  /** Every value of a flag that may be repeated, in order. */
  all(name: string): readonly string[] {
    const values = this.given.get(name) ?? [];
    return this.specs.get(name)?.type === "strings" ? values.flatMap(splitCsv) : values;
  }

  /** The pairs of `key=value` flags; a later one wins. */
  pairs(name: string): ReadonlyMap<string, string> {
    const pairs = new Map<string, string>();
    for (const pair of (this.given.get(name) ?? []).flatMap(splitCsv)) {
      const at = pair.indexOf("=");
      pairs.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return pairs;
  }
}

/** strconv.ParseBool */
export const trueWords: ReadonlySet<string> = new Set(["1", "t", "T", "true", "TRUE", "True"]);
export const falseWords: ReadonlySet<string> = new Set(["0", "f", "F", "false", "FALSE", "False"]);

/** One line of comma separated values, where quotes protect commas (encoding/csv). */
export function splitCsv(text: string): string[] {
  if (text === "") return [];
  const fields: string[] = [];
  const pattern = /(?:"((?:[^"]|"")*)"|([^,]*))(?:,|$)/gy;
  while (pattern.lastIndex < text.length) {
    const match = pattern.exec(text);
    if (match === null) break;
    fields.push(match[1] === undefined ? (match[2] ?? "") : match[1].replaceAll('""', '"'));
  }
  if (text.endsWith(",")) fields.push("");
  return fields;
}
