import { type Estimate, type Influence, isMachinery, type Spread } from "../explore/estimate/estimate.ts";
import type { Bin } from "../explore/estimate/statistics.ts";
import { formatDuration } from "../util/duration.ts";
import { hangingLines } from "./hanging-lines.ts";

/** How long commands take, for a reader at a terminal. */
export const estimatesText = (estimates: readonly Estimate[]): string =>
  estimates.map(estimateText).join("\n");

function estimateText(estimate: Estimate): string {
  const { command, runs, done, late, failed, errors } = estimate;
  const enough = done + late === 0 ? [] : [timesText(estimate), histogramText(estimate.histogram)];
  return [
    `${command}\n`,
    `${runs} runs: ${done} succeed, ${late} run into --timeout, ${failed} fail.\n`,
    ...enough.map((section) => `\n${section}`),
    done + late === 0 ? "" : `\n${timeoutText(estimate)}`,
    influencesText(estimate.influences),
    errors.length === 0 ? "" : "\nWhat Helm says in the runs that do not succeed:\n",
    ...errors
      .slice(0, mostErrors)
      .map(({ text, count }) => hangingLines(`${String(count).padStart(6)}  `, text)),
    errors.length > mostErrors ? `        and ${errors.length - mostErrors} other texts\n` : "",
  ].join("");
}

const mostErrors = 5;

const quantiles: readonly (readonly [name: string, key: keyof Spread])[] = [
  ["fastest", "min"],
  ["half", "p50"],
  ["90 %", "p90"],
  ["95 %", "p95"],
  ["99 %", "p99"],
  ["slowest", "max"],
];

function timesText({ took, longestWait }: Estimate): string {
  const row = (label: string, cells: readonly string[]): string =>
    `${label.padEnd(20)}${cells.map((cell) => cell.padStart(9)).join("")}\n`;
  return [
    row(
      "within",
      quantiles.map(([name]) => name),
    ),
    row(
      "it is done",
      quantiles.map(([, key]) => time(took[key])),
    ),
    row(
      "its longest wait is",
      quantiles.map(([, key]) => time(longestWait[key])),
    ),
  ].join("");
}

const barWidth = 44;

function histogramText(bins: readonly Bin[]): string {
  const most = Math.max(...bins.map(({ count }) => count));
  return bins
    .map(({ from, to, count }) => {
      const range = `${time(from).padStart(9)} – ${time(to).padStart(9)}`;
      return `${range}  ${bar((count / most) * barWidth).padEnd(barWidth)} ${String(count).padStart(6)}\n`;
    })
    .join("");
}

const eighths = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

/** A bar so many cells long, to an eighth of one. */
function bar(length: number): string {
  const parts = Math.round(length * 8);
  return "█".repeat(Math.floor(parts / 8)) + (eighths[parts % 8] ?? "");
}

function timeoutText({ runs, late, chanceLate, chanceBetween: [low, high], longestWait }: Estimate): string {
  const chance = `The chance to run into --timeout is ${percent(chanceLate)} (from ${runs} runs: ${percent(low)} to ${percent(high)}).`;
  const enough = `Each hook and the workloads can wait that long; ${time(roundedUp(longestWait.p99))} are enough in 99 of 100 runs.`;
  return hangingLines("", late === 0 && runs < 2 ? enough : `${chance} ${enough}`);
}

/** To whole seconds below a minute, to ten seconds above. */
const roundedUp = (seconds: number): number =>
  seconds <= 60 ? Math.ceil(seconds) : Math.ceil(seconds / 10) * 10;

const mostInfluences = 12;
const nameWidth = 40;

function influencesText(influences: readonly Influence[]): string {
  if (influences.length === 0) return "";
  const shown = influences.slice(0, mostInfluences);
  return [
    `\n${"What the time hangs on".padEnd(nameWidth)}     mean      p95   +1s is   share\n`,
    ...shown.map((influence) => {
      const { what, mean, p95, slope, share } = influence;
      const value = (n: number): string =>
        (isMachinery(influence) ? `× ${n.toFixed(2)}` : time(n)).padStart(9);
      const cost = isMachinery(influence) ? "" : slope === null ? "fixed" : `+${slope.toFixed(1)}s`;
      const name = what.length > nameWidth ? `${what}\n${" ".repeat(nameWidth)}` : what.padEnd(nameWidth);
      return `${name}${value(mean)}${value(p95)}${cost.padStart(9)}${percent(share).padStart(8)}\n`;
    }),
    influences.length > shown.length ? `and ${influences.length - shown.length} more, with less\n` : "",
  ].join("");
}

const percent = (part: number): string => `${(part * 100).toFixed(part > 0 && part < 0.1 ? 1 : 0)} %`;

/** Tenths of seconds, and whole ones from a minute on. */
const time = (seconds: number): string =>
  formatDuration(seconds < 60 ? Math.round(seconds * 10) * 100 : Math.round(seconds) * 1000);
