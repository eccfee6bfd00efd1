const UNITS = [
  [1_000_000n, "ms", 6],
  [1_000n, "µs", 3],
] as const;

/** A time.Duration, given in nanoseconds, as its String method prints it: `1h0m5s`, `1.5s`, `20µs`, `0s`. */
export function durationText(nanoseconds: bigint): string {
  if (nanoseconds === 0n) return "0s";
  const sign = nanoseconds < 0n ? "-" : "";
  const size = nanoseconds < 0n ? -nanoseconds : nanoseconds;
  if (size < 1_000_000_000n) {
    for (const [unit, name, digits] of UNITS) {
      if (size >= unit) return `${sign}${decimal(size, digits)}${name}`;
    }
    return `${sign}${size}ns`;
  }
  const minutes = size / 60_000_000_000n;
  const seconds = `${decimal(size % 60_000_000_000n, 9)}s`;
  if (minutes === 0n) return sign + seconds;
  const hours = minutes / 60n;
  return hours === 0n ? `${sign}${minutes}m${seconds}` : `${sign}${hours}h${minutes % 60n}m${seconds}`;
}

/** `size` / 10^digits without trailing zeros. */
function decimal(size: bigint, digits: number): string {
  const text = size.toString().padStart(digits + 1, "0");
  const fraction = text.slice(-digits).replace(/0+$/, "");
  return text.slice(0, -digits) + (fraction === "" ? "" : `.${fraction}`);
}
