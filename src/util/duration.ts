const units: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  μs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
};

/** Milliseconds of a Go duration (`5m0s`, `1.5h`, `20ms`, `0`); undefined if the text is none. */
export function parseDuration(text: string): number | undefined {
  const match = /^([+-]?)((?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+|0)$/.exec(text);
  if (match === null) return undefined;
  let total = 0;
  for (const [, number = "0", unit = "s"] of (match[2] ?? "").matchAll(
    /(\d+(?:\.\d*)?|\.\d+)(ns|us|µs|μs|ms|s|m|h)/g,
  ))
    total += Number(number) * (units[unit] ?? 0);
  return match[1] === "-" ? -total : total;
}

/** A duration as Go prints it: `5m0s`, `1.5s`, `300ms`. */
export function formatDuration(milliseconds: number): string {
  if (milliseconds === 0) return "0s";
  const sign = milliseconds < 0 ? "-" : "";
  const total = Math.abs(milliseconds);
  if (total < 1000) return `${sign}${total}ms`;
  const seconds = Math.floor(total / 1000);
  const fraction = Math.round(total % 1000);
  const rest = `${seconds % 60}${fraction === 0 ? "" : `.${String(fraction).padStart(3, "0").replace(/0+$/, "")}`}s`;
  if (seconds < 60) return `${sign}${rest}`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${sign}${minutes}m${rest}`;
  return `${sign}${Math.floor(minutes / 60)}h${minutes % 60}m${rest}`;
}
