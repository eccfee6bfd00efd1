import { evaluateArithmetic } from "./arithmetic.ts";
import { type Machine, NotPlain } from "./machine.ts";
import type { Word } from "./word.ts";

/** Runs the text of a `$(…)` in a subshell. */
export type Substitute = (script: string) => void;

/** The words that one word becomes: unquoted variables are split at blanks. @throws NotPlain */
export function expandWord(word: Word, machine: Machine, substitute: Substitute): string[] {
  const fields: string[] = [];
  let current: string | undefined;
  for (const part of word) {
    const text = partText(part, machine, substitute);
    if (part.kind === "text" && !part.quoted && /[*?]|\[.+\]|\{(?=[^}]*(?:,|\.\.))[^}]*\}/.test(text))
      throw new NotPlain();
    const splits = (part.kind === "variable" || part.kind === "substitution") && !part.quoted;
    if (!splits) {
      current = (current ?? "") + text;
      continue;
    }
    const [first = "", ...rest] = text.split(/\s+/);
    if (first !== "") current = (current ?? "") + first;
    for (const next of rest) {
      if (current !== undefined) fields.push(current);
      current = next === "" ? undefined : next;
    }
  }
  if (current !== undefined) fields.push(current);
  return fields;
}

/** A word's text where it is not split, as in an assignment. @throws NotPlain */
export const expandText = (word: Word, machine: Machine, substitute: Substitute): string =>
  word.map((part) => partText(part, machine, substitute)).join("");

function partText(part: Word[number], machine: Machine, substitute: Substitute): string {
  if (part.kind === "text") return part.text;
  if (part.kind === "variable") return variableText(part.name, part.fallback, machine);
  if (part.kind === "arithmetic") {
    const value = evaluateArithmetic(part.text, (name) => machine.variables.get(name));
    if (value === undefined) throw new NotPlain();
    return String(value);
  }
  const sequence = /^\s*seq\s+(\d+)(?:\s+(\d+))?\s*$/.exec(part.text);
  if (sequence !== null) return numbers(sequence[1] ?? "", sequence[2]);
  substitute(part.text);
  throw new NotPlain();
}

function variableText(name: string, fallback: string | undefined, machine: Machine): string {
  if (name === "?") return String(machine.status);
  if (name === "!") return "1"; // a process id, which only `wait` can use here
  const value = machine.variables.get(name);
  const empty = value === undefined || value === "";
  if (empty && fallback !== undefined && !machine.variables.has(name)) return fallback;
  if (value === undefined) throw new NotPlain();
  return value === "" && fallback !== undefined ? fallback : value;
}

/** What `seq` prints, at most as many as a script may count to here. */
function numbers(a: string, b: string | undefined): string {
  const [first, last] = b === undefined ? [1, Number(a)] : [Number(a), Number(b)];
  if (last - first > 100_000) throw new NotPlain();
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i).join(" ");
}
