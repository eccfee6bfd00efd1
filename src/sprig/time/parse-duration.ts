import { CallError } from "../call-error.ts";
import { quoteTime } from "./quote-time.ts";

const NANOSECONDS: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1_000n,
  µs: 1_000n,
  μs: 1_000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
};
const LIMIT = 2n ** 63n;

/** Go's ParseDuration (time/format.go): nanoseconds of `1h30m`, `-1.5s`, `0`; throws with its words. */
export function parseDuration(text: string): bigint {
  const invalid = (): CallError => new CallError(`time: invalid duration ${quoteTime(text)}`);
  const isNegative = text.startsWith("-");
  let rest = text.replace(/^[-+]/, "");
  if (rest === "0") return 0n;
  if (rest === "") throw invalid();
  let total = 0n;
  while (rest !== "") {
    const [number = "", whole = "", fraction = ""] = /^(\d*)(?:\.(\d*))?/.exec(rest) ?? [];
    if (whole + fraction === "") throw invalid();
    const unit = /^[^.\d]*/.exec(rest.slice(number.length))?.[0] ?? "";
    if (unit === "") throw new CallError(`time: missing unit in duration ${quoteTime(text)}`);
    const size = NANOSECONDS[unit];
    if (size === undefined)
      throw new CallError(`time: unknown unit ${quoteTime(unit)} in duration ${quoteTime(text)}`);
    total += BigInt(whole || "0") * size + fractionOf(fraction, size);
    if (total > LIMIT) throw invalid();
    rest = rest.slice(number.length + unit.length);
  }
  if (!isNegative && total === LIMIT) throw invalid();
  return isNegative ? -total : total;
}

/** Go takes a fraction times a float64, so the last of very many digits may be lost as there. */
function fractionOf(digits: string, size: bigint): bigint {
  const used = digits.slice(0, 18);
  return used === "" ? 0n : BigInt(Math.trunc(Number(used) * (Number(size) / 10 ** used.length)));
}
