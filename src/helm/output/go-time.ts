import { formatTime } from "../../sprig/time/format-time.ts";

const utc = { name: "UTC", offset: 0, isDst: false };

/** A moment (milliseconds since the epoch) in a Go layout, in UTC. */
export function goLayout(milliseconds: number, layout: string): string {
  const seconds = Math.floor(milliseconds / 1000);
  const nanoseconds = (milliseconds - seconds * 1000) * 1_000_000;
  return formatTime({ seconds: BigInt(seconds), nanoseconds, period: utc }, layout);
}

/** time.ANSIC; the zero time for undefined. */
export const ansic = (milliseconds: number | undefined): string =>
  milliseconds === undefined
    ? "Mon Jan  1 00:00:00 0001"
    : goLayout(milliseconds, "Mon Jan _2 15:04:05 2006");

/** How Go prints a time by itself. */
export const goTime = (milliseconds: number): string =>
  goLayout(milliseconds, "2006-01-02 15:04:05.999999999 -0700 MST");

/** RFC 3339 in whole seconds. */
export const rfc3339Seconds = (milliseconds: number): string =>
  goLayout(milliseconds, "2006-01-02T15:04:05Z07:00");

/** RFC 3339 with as much of a fraction as there is, as in JSON. */
export const rfc3339 = (milliseconds: number): string =>
  goLayout(milliseconds, "2006-01-02T15:04:05.999999999Z07:00");
