import type { Verdict } from "./evaluate.ts";

export const holds: Verdict = { ok: true };

/** @param happened a sentence with its full stop */
export const fails = (happened: string, times: readonly number[] = []): Verdict => ({
  ok: false,
  happened,
  times,
});

/** `12.1s` */
export const seconds = (t: number): string => `${Math.round(t * 1000) / 1000}s`;

/** The first few of a list, and how many more there are. */
export function some(items: readonly string[], most = 6): string {
  const more = items.length - most;
  return more > 0 ? `${items.slice(0, most).join(", ")} and ${more} more` : items.join(", ");
}
