const MAX_INT64 = (1n << 63n) - 1n;
const MAX_UINT64 = (1n << 64n) - 1n;
const DIGITS: Readonly<Record<number, RegExp>> = {
  2: /^[01]+$/,
  8: /^[0-7]+$/,
  10: /^[0-9]+$/,
  16: /^[0-9a-fA-F]+$/,
};

/**
 * strconv.ParseInt(text, base, 64): undefined where that gives an error. Base 0 takes Go's prefixes (0x, 0o, 0b, a
 * leading 0 for octal) and underscores between digits.
 */
export function parseInt64(text: string, base: 0 | 2 | 8 | 10 | 16 = 10): bigint | undefined {
  const isNegative = text.startsWith("-");
  const size = parseUint64(isNegative || text.startsWith("+") ? text.slice(1) : text, base);
  if (size === undefined || size > MAX_INT64 + (isNegative ? 1n : 0n)) return undefined;
  return isNegative ? -size : size;
}

/** strconv.ParseUint(text, base, 64): undefined where that gives an error. */
export function parseUint64(text: string, base: 0 | 2 | 8 | 10 | 16 = 10): bigint | undefined {
  let digits = text;
  let radix: number = base;
  if (base === 0) {
    if (!underscoresAreFine(text)) return undefined;
    const prefix = /^0([xXoObB])/.exec(text)?.[1]?.toLowerCase();
    radix = prefix === "x" ? 16 : prefix === "b" ? 2 : prefix === "o" ? 8 : /^0./.test(text) ? 8 : 10;
    digits = text.slice(prefix === undefined ? 0 : 2).replaceAll("_", "");
  }
  if (!DIGITS[radix]?.test(digits)) return undefined;
  const value = BigInt(radix === 10 ? digits : `0${{ 2: "b", 8: "o", 16: "x" }[radix]}${digits}`);
  return value > MAX_UINT64 ? undefined : value;
}

/** strconv.ParseFloat(text, 64): undefined where that gives an error, which includes values that are too large. */
export function parseFloat64(text: string): number | undefined {
  const special = /^([+-]?)(?:(inf|infinity)|nan)$/i.exec(text);
  if (special !== null)
    return special[2] === undefined ? Number.NaN : special[1] === "-" ? -Infinity : Infinity;
  if (!underscoresAreFine(text.replace(/^[+-]/, ""))) return undefined;
  const plain = text.replaceAll("_", "");
  const value = /^[+-]?0[xX]/.test(plain) ? parseHexFloat(plain) : parseDecimal(plain);
  return value === undefined || !Number.isFinite(value) ? undefined : value;
}

function parseDecimal(text: string): number | undefined {
  return /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/.test(text) ? Number(text) : undefined;
}

/** `0x1.8p3`: the exponent counts in powers of two and is required. */
function parseHexFloat(text: string): number | undefined {
  const match = /^([+-]?)0[xX]([0-9a-fA-F]*)(?:\.([0-9a-fA-F]*))?[pP]([+-]?\d+)$/.exec(text);
  if (match === null) return undefined;
  const [, sign, whole = "", fraction = "", exponent = "0"] = match;
  if (whole + fraction === "") return undefined;
  let mantissa = BigInt(`0x${whole}${fraction}`);
  let power = Number(exponent) - 4 * fraction.length;
  // Keep 64 bits and one sticky bit, so that the conversion below rounds once.
  const extra = mantissa.toString(2).length - 64;
  if (extra > 0) {
    const shift = BigInt(extra);
    const isExact = (mantissa >> shift) << shift === mantissa;
    mantissa = ((mantissa >> shift) << 1n) | (isExact ? 0n : 1n);
    power += extra - 1;
  }
  const value = Number(mantissa) * 2 ** Math.max(power, -1000) * 2 ** Math.min(power + 1000, 0);
  return sign === "-" ? -value : value;
}

/** Underscores stand between digits, or between a base prefix and a digit. */
function underscoresAreFine(text: string): boolean {
  if (!text.includes("_")) return true;
  const isHex = /^0[xX]/.test(text);
  const body = text.replace(/^0[xXoObB]/, "0");
  return !(isHex ? /_(?![0-9a-fA-F])|(?<![0-9a-fA-F])_/ : /_(?![0-9])|(?<![0-9])_/).test(body);
}
