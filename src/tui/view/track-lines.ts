import type { Ending, RecordedHook, RecordedPhase } from "../../recording/recording.ts";
import { phaseOf } from "../model/phase-of-hook.ts";
import { type State, shownRun } from "../model/state.ts";
import { fitText, type Line, plain, type Style, styled, widthOf } from "./styled.ts";

type Progress = "to come" | "under way" | "succeeded" | "failed";

const marks: Readonly<Record<Progress, { readonly sign: string; readonly style: Style }>> = {
  "to come": { sign: "○", style: { dim: true } },
  "under way": { sign: "◉", style: { color: "blue", bold: true } },
  succeeded: { sign: "✔", style: { color: "green" } },
  failed: { sign: "✘", style: { color: "red", bold: true } },
};

/** What Helm does as a track, and the hooks of the latest phase of hooks as the stations of a branch of it. */
export function trackLines(state: State, width: number): Line[] {
  const { phases, hooks } = shownRun(state).recording;
  const { t } = state;
  const phase =
    phases.findLast(({ name, start }) => name === "hooks" && start <= t) ??
    phases.find(({ name }) => name === "hooks");
  const stations = phase === undefined ? [] : hooks.filter((hook) => phaseOf(hook, phases) === phase);
  return [
    track(
      "helm ",
      phases.map((each) => ({ text: phaseText(each), progress: progressOf(each, t) })),
      width,
    ),
    track(
      phase === undefined ? "hooks" : `${phase.event} `,
      stations.map((hook) => ({ text: hookText(hook, t), progress: progressOf(hook, t) })),
      width,
    ),
  ];
}

const phaseText = ({ name, event }: RecordedPhase): string => (event === "" ? name : event);

/** Its weight, and while it runs how long it has taken up to now. */
function hookText(hook: RecordedHook, t: number): string {
  const taken =
    progressOf(hook, t) === "to come" ? "" : ` ${(Math.min(t, hook.end) - hook.start).toFixed(1)}s`;
  return `${hook.name} (${hook.weight})${taken}`;
}

function progressOf({ start, end, outcome }: Ending, t: number): Progress {
  if (t < start) return "to come";
  if (outcome === "unfinished" || t < end) return "under way";
  return outcome;
}

interface Station {
  readonly text: string;
  readonly progress: Progress;
}

/** The stations in a row; where there is no room for all, those around the one that is under way. */
function track(label: string, stations: readonly Station[], width: number): Line {
  if (stations.length === 0) return [styled(`${label} none`, { dim: true })];
  const begun = stations.findLastIndex(({ progress }) => progress !== "to come");
  const room = width - widthOf(label) - 2;
  const widths = stations.map(({ text }) => widthOf(text) + 5);
  let first = 0;
  // what has begun must be in sight, and if possible what comes next
  while (first < begun && widths.slice(first, begun + 2).reduce((sum, each) => sum + each, 0) > room) first++;
  const line = [styled(fitText(label, widthOf(label)), { dim: true }), plain(first > 0 ? "…" : "")];
  for (const [i, { text, progress }] of stations.slice(first).entries()) {
    const { sign, style } = marks[progress];
    line.push(styled(i === 0 ? "" : "──", { dim: true }), styled(` ${sign} ${text} `, style));
  }
  return line;
}
