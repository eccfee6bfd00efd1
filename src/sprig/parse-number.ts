/** strconv.ParseInt and ParseFloat: Go's literals, a sign before them, nothing around them. */

/** A parsed int64; out of range the nearest one, with `inRange` false. */
export interface ParsedInteger {
  readonly value: bigint;
  readonly inRange: boolean;
}

const MAX_INT64 = 2n ** 63n - 1n;
const MIN_INT64 = -(2n ** 63n);
const LITERAL =
  /^(?:0[xX](?:_?[0-9a-fA-F])+|0[bB](?:_?[01])+|0[oO](?:_?[0-7])+|0(?:_?[0-7])*|[1-9](?:_?[0-9])*)$/;

/** An integer in base 8 or 10, or with base 0 as Go source writes it; undefined if the text is none. */
export function parseInt64(text: string, base: 0 | 8 | 10): ParsedInteger | undefined {
  const digits = text.replace(/^[+-]/, "");
  const pattern = base === 0 ? LITERAL : base === 8 ? /^[0-7]+$/ : /^[0-9]+$/;
  if (!pattern.test(digits)) return undefined;
  const size = BigInt(base === 10 ? digits : base === 8 ? `0o${digits}` : jsLiteral(digits));
  const value = text.startsWith("-") ? -size : size;
  if (value > MAX_INT64) return { value: MAX_INT64, inRange: false };
  return value < MIN_INT64 ? { value: MIN_INT64, inRange: false } : { value, inRange: true };
}

/** `0x1_F` as JS reads it; a leading 0 alone means octal. */
function jsLiteral(digits: string): string {
  const plain = digits.replaceAll("_", "");
  return /^0[0-7]/.test(plain) ? `0o${plain}` : plain;
}

const DECIMAL = /^[+-]?(?:[0-9_]+(?:\.[0-9_]*)?|\.[0-9_]+)(?:[eE][+-]?[0-9_]+)?$/;
const HEXADECIMAL = /^([+-]?)0[xX]([0-9a-fA-F_]*)(?:\.([0-9a-fA-F_]*))?[pP]([+-]?[0-9_]+)$/;

/** A float64, also hexadecimal, infinite or NaN; undefined if the text is none or too large. */
export function parseFloat64(text: string): number | undefined {
  if (/^nan$/i.test(text)) return Number.NaN;
  if (/^[+-]?inf(?:inity)?$/i.test(text)) return text.startsWith("-") ? -Infinity : Infinity;
  const hex = HEXADECIMAL.exec(text);
  if (hex === null && !DECIMAL.test(text)) return undefined;
  const separated = hex === null ? /(?<![0-9])_|_(?![0-9])/ : /(?<![0-9a-fA-FxX])_|_(?![0-9a-fA-F])/;
  if (separated.test(text)) return undefined;
  const plain = text.replaceAll("_", "");
  const value = hex === null ? Number(plain) : hexFloat(HEXADECIMAL.exec(plain));
  return value !== undefined && Number.isFinite(value) ? value : undefined;
}

function hexFloat(parts: RegExpExecArray | null): number | undefined {
  const [, sign = "", whole = "", fraction = "", exponent = "0"] = parts ?? [];
  if (whole + fraction === "") return undefined;
  let mantissa = BigInt(`0x${whole}${fraction}`);
  let power = Number(exponent) - 4 * fraction.length;
  // Beyond 64 bits only whether anything is there can matter to the rounding.
  for (; mantissa >= 2n ** 64n; power++) mantissa = (mantissa >> 1n) | (mantissa & 1n);
  const value = scale(Number(mantissa), power);
  return sign === "-" ? -value : value;
}

/** `value * 2 ** power` without leaving the range of exponents on the way. */
function scale(value: number, power: number): number {
  const limited = Math.max(Math.min(power, 2200), -2200);
  const half = Math.trunc(limited / 3);
  return value * 2 ** half * 2 ** half * 2 ** (limited - 2 * half);
}
