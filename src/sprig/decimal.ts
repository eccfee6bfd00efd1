import { formatFloat } from "../gotemplate/text/format-float.ts";
import { CallError } from "./call-error.ts";

/** A number `digits * 10 ** exponent` (shopspring/decimal). */
export interface Decimal {
  readonly digits: bigint;
  readonly exponent: number;
}

/** Places after the point that a division keeps. */
const DIVISION_PRECISION = 16;

/** The shortest decimal that reads back as this float64; infinities and NaN panic. */
export function toDecimal(value: number): Decimal {
  if (!Number.isFinite(value)) throw new CallError(`Cannot create a Decimal from ${formatFloat(value)}`);
  const [, sign, whole = "0", fraction = "", power = "0"] =
    /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(value)) ?? [];
  return { digits: BigInt(`${sign}${whole}${fraction}`), exponent: Number(power) - fraction.length };
}

/** The nearest float64. */
export function toFloat({ digits, exponent }: Decimal): number {
  return digits === 0n ? 0 : Number(`${digits}e${exponent}`);
}

export function add(a: Decimal, b: Decimal): Decimal {
  const exponent = Math.min(a.exponent, b.exponent);
  return { digits: digitsAt(a, exponent) + digitsAt(b, exponent), exponent };
}

export function subtract(a: Decimal, b: Decimal): Decimal {
  return add(a, { digits: -b.digits, exponent: b.exponent });
}

export function multiply(a: Decimal, b: Decimal): Decimal {
  return { digits: a.digits * b.digits, exponent: a.exponent + b.exponent };
}

/** Rounded half away from zero. */
export function divide(a: Decimal, b: Decimal): Decimal {
  if (b.digits === 0n) throw new CallError("decimal division by 0");
  const shift = a.exponent - b.exponent + DIVISION_PRECISION;
  const numerator = abs(a.digits) * 10n ** BigInt(Math.max(shift, 0));
  const denominator = abs(b.digits) * 10n ** BigInt(Math.max(-shift, 0));
  const quotient = (2n * numerator + denominator) / (2n * denominator);
  return { digits: a.digits < 0n === b.digits < 0n ? quotient : -quotient, exponent: -DIVISION_PRECISION };
}

function digitsAt(value: Decimal, exponent: number): bigint {
  return value.digits * 10n ** BigInt(value.exponent - exponent);
}

function abs(value: bigint): bigint {
  return value < 0n ? -value : value;
}
