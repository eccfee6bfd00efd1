import { parseDuration } from "../../util/duration.ts";

const speeds: readonly number[] = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];

/** The next faster speed, or with -1 the next slower one. */
export function nextSpeed(speed: number, direction: 1 | -1): number {
  const next = direction > 0 ? speeds.find((each) => each > speed) : speeds.findLast((each) => each < speed);
  return next ?? speed;
}

/** `12.345s`, `1m02.3s`, `1h02m03s`: as precise as it is short. */
export function timeText(seconds: number): string {
  const whole = Math.floor(seconds + 1e-9);
  const rest = (seconds - whole).toFixed(3).slice(1);
  const two = (value: number): string => String(value).padStart(2, "0");
  if (whole < 60) return `${whole}${rest}s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes}m${two(whole % 60)}${rest.slice(0, 2)}s`;
  return `${Math.floor(minutes / 60)}h${two(minutes % 60)}m${two(whole % 60)}s`;
}

/** The same, shorter: `1.2s`, `12s`, `1m02s`. */
export const roundTimeText = (seconds: number): string =>
  seconds < 10 ? `${seconds.toFixed(1)}s` : timeText(Math.round(seconds)).replace(/\.\d+s$/, "s");

/** Seconds of `12`, `12.5`, `1m30s`; undefined if the text is no time. */
export function parseTime(text: string): number | undefined {
  const seconds = /^\d+(\.\d+)?$/.test(text) ? Number(text) * 1000 : parseDuration(text);
  return seconds === undefined || seconds < 0 ? undefined : seconds / 1000;
}
