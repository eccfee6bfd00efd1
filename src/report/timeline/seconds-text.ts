import { formatDuration } from "../../util/duration.ts";

/** Seconds as Go prints a duration: `2m5.3s`. */
export const secondsText = (seconds: number): string => formatDuration(Math.round(seconds * 1000));
