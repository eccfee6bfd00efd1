import { compareStrings } from "../util/compare-strings.ts";

/** The generations of go-yaml: `toYaml` writes with the second, `toYamlPretty` with the third. */
export type Generation = 2 | 3;

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
  const at = firstDifference(a, b);
  const p = a.codePointAt(at);
  const q = b.codePointAt(at);
  if (p === undefined || q === undefined) return a.length - b.length;
  const [pLetter, qLetter] = [isLetter(p), isLetter(q)];
  if (pLetter && qLetter) return p - q;
  if (pLetter || qLetter) {
    const lettersFirst = generation === 3 && at > 0 && isDigit(a.charCodeAt(at - 1));
    return pLetter === lettersFirst ? -1 : 1;
  }
  return compareNumbers(a, b, at) || p - q;
}

/** In UTF-16 units, but never inside of a character. */
function firstDifference(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a.charCodeAt(at) === b.charCodeAt(at)) at++;
  const inCharacter = at > 0 && (a.codePointAt(at - 1) ?? 0) > 0xffff;
  return inCharacter || (at > 0 && (b.codePointAt(at - 1) ?? 0) > 0xffff) ? at - 1 : at;
}

/** Compares the runs of digits that start at the first difference. */
function compareNumbers(a: string, b: string, at: number): number {
  // Behind a digit other than zero, a zero counts: 10 comes after 1.
  const inNumber = (a.charAt(at) === "0" || b.charAt(at) === "0") && followsDigits(a, at);
  const m = readDigits(a, at, inNumber);
  const n = readDigits(b, at, inNumber);
  if (m.value !== n.value) return m.value < n.value ? -1 : 1;
  return m.length - n.length;
}

function followsDigits(text: string, at: number): boolean {
  for (let i = at - 1; i >= 0 && isDigit(text.charCodeAt(i)); i--) if (text.charAt(i) !== "0") return true;
  return false;
}

/** The value as Go's int64 holds it, wrapped around if it is too large. */
function readDigits(
  text: string,
  at: number,
  inNumber: boolean,
): { readonly value: bigint; readonly length: number } {
  let value = inNumber ? 1n : 0n;
  let end = at;
  for (; isDigit(text.charCodeAt(end)); end++) value = value * 10n + BigInt(text.charCodeAt(end) - 0x30);
  return { value: BigInt.asIntN(64, value), length: end - at };
}

function isLetter(code: number): boolean {
  if (code < 0x80) return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a);
  return /^\p{L}$/u.test(String.fromCodePoint(code));
}

function isDigit(code: number): boolean {
  return code < 0x80 ? code >= 0x30 && code <= 0x39 : /^\p{Nd}$/u.test(String.fromCharCode(code));
}
