import type { Recording } from "../recording/recording.ts";
import { courseLines } from "./course.ts";
import { rowLines } from "./row-lines.ts";

/**
 * How much of a run a snapshot holds. `order`: what comes after what; `states`: and every state of every object, with
 * times; `rows`: each row of `kubectl get pod -w`; `full`: those of all watches, events, and what commands print.
 */
export type SnapshotLevel = "order" | "states" | "rows" | "full";

export interface SnapshotOptions {
  /** default: order */
  readonly level?: SnapshotLevel | undefined;
  /** milliseconds whose multiples times are rounded to; default 1000 */
  readonly grain?: number | undefined;
}

/**
 * What is kept of a run to compare later ones with, one thing a line: names without random parts (see StableNames),
 * comments after `#`. Ends in a line break.
 */
export function snapshotText(
  recording: Recording,
  { level = "order", grain = 1000 }: SnapshotOptions = {},
): string {
  const seconds = Math.max(1, grain) / 1000;
  const lines =
    level === "order" || level === "states"
      ? courseLines(recording, level === "order" ? undefined : seconds)
      : rowLines(recording, seconds, level === "full");
  return [`# seatrial snapshot: ${level}`, ...lines].map((line) => `${line}\n`).join("");
}
