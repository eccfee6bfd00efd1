const binary = ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"];
const decimal = ["n", "u", "m", "", "k", "M", "G", "T", "P", "E"];
const nanos = 1_000_000_000n;
/** What the server takes every greater amount for (resource.ParseQuantity, maxAllowed). */
const greatest = (2n ** 63n - 1n) * nanos;

/** How a quantity is written: `1Gi`, `1G` or `1e9`. */
type Format = "binary" | "decimal" | "exponent";

/**
 * An exact amount of a resource, in billionths (staging/apimachinery/pkg/api/resource/quantity.go). A sum is written in
 * the format of its first part.
 */
export class Quantity {
  static readonly zero = new Quantity(0n, "decimal");

  private constructor(
    private readonly nano: bigint,
    private readonly format: Format,
  ) {}

  /** Undefined if the text is no quantity. */
  static parse(quantity: string | number): Quantity | undefined {
    const match = /^([+-]?)(\d*)(?:\.(\d*))?(?:([KMGTPE]i)|([numkMGTPE])|[eE]([+-]?\d+))?$/.exec(
      String(quantity),
    );
    if (match === null) return undefined;
    const [, sign, whole = "", fraction = "", power, suffix, exponent] = match;
    if (whole + fraction === "") return undefined;
    const digits =
      BigInt(whole + fraction) * nanos * 1024n ** BigInt(power === undefined ? 0 : binary.indexOf(power));
    const tens = exponent === undefined ? 3 * (decimal.indexOf(suffix ?? "") - 3) : Number(exponent);
    // beyond these bounds, what is no zero is the least or the greatest amount
    const shift = Math.max(-(whole + fraction).length - 9, Math.min(20, tens - fraction.length));
    const divisor = 10n ** BigInt(Math.max(0, -shift));
    // Nothing smaller than a billionth is kept.
    const exact = (digits * 10n ** BigInt(Math.max(0, shift)) + divisor - 1n) / divisor;
    const nano = exact > greatest ? greatest : exact;
    const format = power !== undefined ? "binary" : exponent !== undefined ? "exponent" : "decimal";
    return new Quantity(sign === "-" ? -nano : nano, format);
  }

  /** Zero for what is absent or no quantity. */
  static of(quantity: string | number | undefined): Quantity {
    return (quantity === undefined ? undefined : Quantity.parse(quantity)) ?? Quantity.zero;
  }

  plus(other: Quantity): Quantity {
    return new Quantity(this.nano + other.nano, this.nano === 0n ? other.format : this.format);
  }

  minus(other: Quantity): Quantity {
    return new Quantity(this.nano - other.nano, this.nano === 0n ? other.format : this.format);
  }

  max(other: Quantity): Quantity {
    return this.compare(other) >= 0 ? this : other;
  }

  /** Negative if this is less than the other. */
  compare(other: Quantity): number {
    return this.nano < other.nano ? -1 : this.nano > other.nano ? 1 : 0;
  }

  toNumber(): number {
    return Number(this.nano) / 1e9;
  }

  /** The greatest suffix that needs no fraction: `1024Mi` is `1Gi` and `0.5` is `500m`. */
  toString(): string {
    const sign = this.nano < 0n ? "-" : "";
    const amount = this.nano < 0n ? -this.nano : this.nano;
    if (amount === 0n) return "0";
    if (this.format === "binary" && amount % nanos === 0n && amount >= 1024n * nanos) {
      const [value, power] = divided(amount / nanos, 1024n, binary.length - 1);
      return `${sign}${value}${binary[power]}`;
    }
    const limit = this.format === "exponent" ? Number.POSITIVE_INFINITY : decimal.length - 1;
    const [value, power] = divided(amount, 1000n, limit);
    if (this.format !== "exponent") return `${sign}${value}${decimal[power]}`;
    return power === 3 ? `${sign}${value}` : `${sign}${value}e${3 * (power - 3)}`;
  }
}

/** Divides as long as nothing is left over; gives how often. */
function divided(amount: bigint, by: bigint, limit: number): readonly [bigint, number] {
  let value = amount;
  let times = 0;
  for (; value % by === 0n && times < limit; times++) value /= by;
  return [value, times];
}
