const binary = ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"];
const decimal = ["n", "u", "m", "", "k", "M", "G", "T", "P", "E"];
const NANO = 1_000_000_000n;

/**
 * A quantity as the API server writes it: the greatest suffix that needs no fraction, so `1024Mi` is `1Gi` and `0.5`
 * is `500m` (apimachinery/pkg/api/resource/quantity.go, CanonicalizeBytes). A text that is no quantity stays as it is.
 */
export function quantityText(quantity: string | number): string {
  const text = String(quantity);
  const match = /^([+-]?)(\d*)\.?(\d*)([KMGTPE]i|[numkMGTPE]|[eE][+-]?\d+)?$/.exec(text);
  const [, sign, whole = "", fraction = "", suffix = ""] = match ?? [];
  if (match === null || whole + fraction === "") return text;
  const nano = scaled(BigInt(whole + fraction), fraction.length, suffix);
  const written = write(nano, suffix);
  return sign === "-" && nano !== 0n ? `-${written}` : written;
}

/** The value in billionths, rounded up: nothing smaller is kept. */
function scaled(digits: bigint, decimals: number, suffix: string): bigint {
  let value = digits * NANO;
  let divisor = 10n ** BigInt(decimals);
  if (suffix.endsWith("i")) value *= 1024n ** BigInt(binary.indexOf(suffix));
  else {
    const exponent =
      /^[eE]/.test(suffix) && suffix.length > 1 ? Number(suffix.slice(1)) : decimalExponent(suffix);
    if (exponent < 0) divisor *= 10n ** BigInt(-exponent);
    else value *= 10n ** BigInt(exponent);
  }
  return (value + divisor - 1n) / divisor;
}

const decimalExponent = (suffix: string): number => 3 * (decimal.indexOf(suffix) - decimal.indexOf(""));

function write(nano: bigint, suffix: string): string {
  if (nano === 0n) return "0";
  if (suffix.endsWith("i") && nano % NANO === 0n && nano >= 1024n * NANO) {
    let value = nano / NANO;
    let power = 0;
    while (value % 1024n === 0n && power < binary.length - 1) {
      value /= 1024n;
      power++;
    }
    return `${value}${binary[power]}`;
  }
  let value = nano;
  let power = 0;
  const exponential = suffix.length > 1 && !suffix.endsWith("i");
  while (value % 1000n === 0n && (exponential || power < decimal.length - 1)) {
    value /= 1000n;
    power++;
  }
  if (!exponential) return `${value}${decimal[power]}`;
  const exponent = 3 * (power - decimal.indexOf(""));
  return exponent === 0 ? String(value) : `${value}e${exponent}`;
}
