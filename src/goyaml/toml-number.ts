import { quote } from "../gotemplate/text/quote.ts";
import { int64, type Value } from "../gotemplate/value.ts";

/** A number, or what BurntSushi/toml finds wrong with it. */
export type TomlNumber = { readonly value: Value } | { readonly problem: string };

const NOT_FINITE: ReadonlyMap<string, number> = new Map([
  ["inf", Number.POSITIVE_INFINITY],
  ["+inf", Number.POSITIVE_INFINITY],
  ["-inf", Number.NEGATIVE_INFINITY],
  ["nan", Number.NaN],
  ["+nan", Number.NaN],
  ["-nan", Number.NaN],
]);

export function tomlInteger(text: string): TomlNumber {
  const problem = (what: string): TomlNumber => ({ problem: `Invalid integer ${quote(text)}: ${what}` });
  if (!underscoresOk(text)) return problem("underscores must be surrounded by digits");
  if (hasLeadingZero(text)) return problem("cannot have leading zeroes");
  const digits = text.replaceAll("_", "").replace(/^\+/, "");
  const value = digits.startsWith("-") ? -BigInt(digits.slice(1)) : BigInt(digits);
  if (BigInt.asIntN(64, value) !== value) return { problem: `${text} is out of range for int64` };
  return { value: int64(value) };
}

export function tomlFloat(text: string): TomlNumber {
  const special = NOT_FINITE.get(text);
  if (special !== undefined) return { value: special };
  const problem = (what: string): TomlNumber => ({ problem: `Invalid float ${quote(text)}: ${what}` });
  const parts = text.split(/[.eE]/).filter((part) => part !== "");
  if (!parts.every(underscoresOk)) return problem("underscores must be surrounded by digits");
  if (hasLeadingZero(parts[0] ?? "")) return problem("cannot have leading zeroes");
  if (/\.(?![0-9])/.test(text)) return problem("'.' must be followed by one or more digits");
  const digits = text.replaceAll("_", "");
  if (!/^[-+]?[0-9]+(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?$/.test(digits))
    return { problem: `Invalid float value: ${quote(text)}` };
  const value = Number(digits);
  return Number.isFinite(value) ? { value } : { problem: `${text} is out of range for float64` };
}

function hasLeadingZero(text: string): boolean {
  return /^(?:0[^box]|[-+]0.)/s.test(text);
}

/** Each underscore comes after, and each text ends with, what may be a digit. */
function underscoresOk(text: string): boolean {
  return !/(?:^|[^0-9a-fA-F])_/.test(text) && /[0-9a-fA-F]$/.test(text);
}
