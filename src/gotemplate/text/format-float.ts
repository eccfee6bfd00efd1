/** Verbs of strconv.FormatFloat. */
export type FloatVerb = "e" | "E" | "f" | "g" | "G" | "b" | "x" | "X";

/** Decimal digits without leading or trailing zeros; the value is 0.DIGITS × 10^point. */
interface Decimal {
  readonly digits: string;
  readonly point: number;
}

/**
 * A float64 as text, as strconv.FormatFloat(value, verb, precision, 64) gives it; precision -1 asks for the fewest
 * digits that read back as the same number.
 */
export function formatFloat(value: number, verb: FloatVerb = "g", precision = -1): string {
  if (verb === "g" && precision < 0 && Number.isInteger(value) && Math.abs(value) < 1e6 && value !== 0) {
    return String(value);
  }
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "+Inf" : "-Inf";
  const sign = value < 0 || Object.is(value, -0) ? "-" : "";
  const size = Math.abs(value);
  if (verb === "b") return sign + binaryExponent(size);
  if (verb === "x" || verb === "X") {
    const text = sign + hexadecimal(size, precision);
    return verb === "X" ? text.toUpperCase() : text;
  }
  const text = decimalText(size, verb.toLowerCase(), precision);
  return sign + (verb === "E" || verb === "G" ? text.toUpperCase() : text);
}

function decimalText(size: number, verb: string, precision: number): string {
  const shortest = precision < 0;
  if (verb === "g")
    return general(shortest ? fewestDigits(size) : rounded(size, Math.max(precision, 1)), precision);
  if (verb === "e") {
    const decimal = shortest ? fewestDigits(size) : rounded(size, precision + 1);
    return exponential(decimal, shortest ? Math.max(decimal.digits.length - 1, 0) : precision);
  }
  const decimal = shortest ? fewestDigits(size) : roundedAt(size, precision);
  return fixed(decimal, shortest ? Math.max(decimal.digits.length - decimal.point, 0) : precision);
}

/** %g: exponents below -4 or at the precision and beyond (6 when the fewest digits are asked for) use %e. */
function general(decimal: Decimal, precision: number): string {
  const count = decimal.digits.length;
  const shortest = precision < 0;
  const wanted = shortest ? 6 : Math.max(precision, 1);
  const limit = !shortest && wanted > count && count >= decimal.point ? count : wanted;
  const exponent = decimal.point - 1;
  if (exponent < -4 || exponent >= limit) return exponential(decimal, Math.max(count - 1, 0));
  return fixed(decimal, Math.max(count - decimal.point, 0));
}

function exponential({ digits, point }: Decimal, precision: number): string {
  const first = digits.charAt(0) || "0";
  const rest = digits.slice(1, precision + 1).padEnd(precision, "0");
  const exponent = digits === "" ? 0 : point - 1;
  const sign = exponent < 0 ? "-" : "+";
  return `${first}${rest === "" ? "" : `.${rest}`}e${sign}${String(Math.abs(exponent)).padStart(2, "0")}`;
}

function fixed({ digits, point }: Decimal, precision: number): string {
  const whole = point > 0 ? digits.slice(0, point).padEnd(point, "0") : "0";
  if (precision === 0) return whole;
  const zeros = "0".repeat(Math.min(Math.max(-point, 0), precision));
  return `${whole}.${(zeros + digits.slice(Math.max(point, 0))).slice(0, precision).padEnd(precision, "0")}`;
}

function fewestDigits(size: number): Decimal {
  const [mantissa = "0", exponent = "0"] = size.toExponential().split("e");
  return trimmed(mantissa.replace(".", ""), Number(exponent) + 1);
}

function rounded(size: number, count: number): Decimal {
  const exact = exactDecimal(size);
  return roundDigits(exact, count);
}

function roundedAt(size: number, decimals: number): Decimal {
  const exact = exactDecimal(size);
  return roundDigits(exact, exact.point + decimals);
}

/** Rounds to `count` digits, a tie to the even neighbour. */
function roundDigits({ digits, point }: Decimal, count: number): Decimal {
  if (count >= digits.length) return { digits, point };
  if (count < 0) return { digits: "", point: 0 };
  const kept = digits.slice(0, count);
  const next = digits.charCodeAt(count) - 0x30;
  const isTie = next === 5 && digits.length === count + 1;
  const isOdd = count > 0 && (digits.charCodeAt(count - 1) & 1) === 1;
  if (!(isTie ? isOdd : next >= 5)) return trimmed(kept, point);
  const up = (BigInt(kept || "0") + 1n).toString();
  return trimmed(up, point + up.length - kept.length);
}

/** Every digit of the binary fraction. */
function exactDecimal(size: number): Decimal {
  const { mantissa, exponent } = parts(size);
  if (mantissa === 0n) return { digits: "", point: 0 };
  if (exponent >= 0) {
    const text = (mantissa << BigInt(exponent)).toString();
    return trimmed(text, text.length);
  }
  const text = (mantissa * 5n ** BigInt(-exponent)).toString();
  return trimmed(text, text.length + exponent);
}

function trimmed(digits: string, point: number): Decimal {
  const text = digits.replace(/0+$/, "");
  return text === "" ? { digits: "", point: 0 } : { digits: text, point };
}

/** The value as mantissa × 2^exponent, the mantissa with its hidden bit. */
function parts(size: number): { mantissa: bigint; exponent: number } {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, size);
  const bits = view.getBigUint64(0);
  const biased = Number(bits >> 52n);
  const fraction = bits & 0xfffffffffffffn;
  return biased === 0
    ? { mantissa: fraction, exponent: -1074 }
    : { mantissa: fraction | (1n << 52n), exponent: biased - 1075 };
}

function binaryExponent(size: number): string {
  const { mantissa, exponent } = parts(size);
  return `${mantissa}p${exponent < 0 ? "" : "+"}${exponent}`;
}

/** %x: 0x1.8p+01, the mantissa normalised to one leading binary digit, ties to even. */
function hexadecimal(size: number, precision: number): string {
  let { mantissa, exponent } = parts(size);
  if (mantissa === 0n) exponent = 0;
  else {
    while (mantissa < 1n << 60n) {
      mantissa <<= 1n;
      exponent--;
    }
    exponent += 60;
  }
  if (precision >= 0 && precision < 15) {
    const shift = BigInt(precision * 4);
    const extra = (mantissa << shift) & ((1n << 60n) - 1n);
    mantissa >>= 60n - shift;
    if ((extra | (mantissa & 1n)) > 1n << 59n) mantissa++;
    mantissa <<= 60n - shift;
    if (mantissa & (1n << 61n)) {
      mantissa >>= 1n;
      exponent++;
    }
  }
  const fraction = (mantissa & ((1n << 60n) - 1n)).toString(16).padStart(15, "0");
  const digits =
    precision < 0 ? fraction.replace(/0+$/, "") : fraction.slice(0, precision).padEnd(precision, "0");
  const sign = exponent < 0 ? "-" : "+";
  return `0x${mantissa >> 60n}${digits === "" ? "" : `.${digits}`}p${sign}${String(Math.abs(exponent)).padStart(2, "0")}`;
}
