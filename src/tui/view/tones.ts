import type { Tone } from "../../recording/lanes.ts";
import type { Style } from "./styled.ts";

/** How a stretch of time is drawn: each tone has a character of its own, so that no colour is needed to tell them. */
export const tones: Readonly<
  Record<Tone, { readonly bar: string; readonly style: Style; readonly word: string }>
> = {
  waiting: { bar: "·", style: { color: "orange" }, word: "waiting" },
  starting: { bar: "░", style: { color: "orange" }, word: "starting" },
  running: { bar: "▒", style: { color: "blue" }, word: "not ready" },
  ready: { bar: "█", style: { color: "green" }, word: "ready" },
  done: { bar: "─", style: { dim: true }, word: "done" },
  failed: { bar: "×", style: { color: "red", bold: true }, word: "failed" },
  ending: { bar: "▁", style: { color: "violet" }, word: "ending" },
};

const failing = /Err|BackOff|OOM|Evicted|Unknown|Invalid|Failed|Cannot|ExitCode|Signal/;

/** The style of what stands under STATUS. */
export function statusStyle(status: string, isReady: boolean): Style {
  if (failing.test(status)) return tones.failed.style;
  if (status === "Terminating") return tones.ending.style;
  if (/^(Completed|Succeeded|gone)$/.test(status)) return tones.done.style;
  if (status === "Running") return isReady ? tones.ready.style : tones.running.style;
  return tones.starting.style;
}
