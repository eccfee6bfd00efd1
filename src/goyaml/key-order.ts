import { compareStrings } from "../util/compare-strings.ts";

/** The generations of go-yaml: `toYaml` writes with the second, `toYamlPretty` with the third. */
export type Generation = 2 | 3;

const LETTER = /^\p{L}$/u;
const DIGIT = /^\p{Nd}$/u;

const isLetter = (char: string | undefined): boolean => char !== undefined && LETTER.test(char);
const isDigit = (char: string | undefined): boolean => char !== undefined && DIGIT.test(char);

/**
 * Keys in the order in which go-yaml writes them: runs of digits by their value, letters behind everything else (in
 * the third generation, before it where they follow a digit). The second generation's rules contradict themselves
 * for keys such as v1beta1, v2 and v10; Helm's order of those varies, and any will do.
 */
export function sortKeys(keys: Iterable<string>, generation: Generation): string[] {
  const sorted = [...keys].sort(compareStrings);
  return sorted.length < 2 ? sorted : sorted.sort((a, b) => compareKeys(a, b, generation));
}

function compareKeys(a: string, b: string, generation: Generation): number {
  if (a === b) return 0;
  const x = [...a];
  const y = [...b];
  let at = 0;
  while (at < x.length && at < y.length && x[at] === y[at]) at++;
  const [p, q] = [x[at], y[at]];
  if (p === undefined || q === undefined) return x.length - y.length;
  const [pLetter, qLetter] = [isLetter(p), isLetter(q)];
  if (pLetter && qLetter) return compareStrings(p, q);
  if (pLetter || qLetter) {
    const lettersFirst = generation === 3 && isDigit(x[at - 1]);
    return pLetter === lettersFirst ? -1 : 1;
  }
  return compareNumbers(x, y, at) || compareStrings(p, q);
}

/** Compares the runs of digits that start at the first difference. */
function compareNumbers(x: string[], y: string[], at: number): number {
  // Behind a digit other than zero, a zero counts: 10 comes after 1.
  const inNumber = (x[at] === "0" || y[at] === "0") && followsDigits(x, at);
  const m = readDigits(x, at, inNumber);
  const n = readDigits(y, at, inNumber);
  if (m.value !== n.value) return m.value < n.value ? -1 : 1;
  return m.length - n.length;
}

function followsDigits(chars: string[], at: number): boolean {
  for (let i = at - 1; i >= 0 && isDigit(chars[i]); i--) if (chars[i] !== "0") return true;
  return false;
}

/** The value as Go's int64 holds it, wrapped around if it is too large. */
function readDigits(
  chars: string[],
  at: number,
  inNumber: boolean,
): { readonly value: bigint; readonly length: number } {
  let value = inNumber ? 1n : 0n;
  let end = at;
  for (; isDigit(chars[end]); end++) value = value * 10n + BigInt((chars[end]?.codePointAt(0) ?? 0) - 0x30);
  return { value: BigInt.asIntN(64, value), length: end - at };
}
