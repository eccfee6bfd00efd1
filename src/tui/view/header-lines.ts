import { roundTimeText, timeText } from "../model/clock.ts";
import { releasesAt } from "../model/release-status.ts";
import type { RunIndex } from "../model/run-index.ts";
import { endOf, type State, shownRun } from "../model/state.ts";
import { changeText } from "../model/what-if.ts";
import { fitText, type Line, plain, type Segment, type Style, styled, widthOf } from "./styled.ts";

/** The first line: what is shown, and where in time one is. */
export function headerLine(state: State, width: number): Line {
  const run = shownRun(state);
  const { helmVersion, kubernetesVersion, steps } = run.recording;
  const step = steps.findLast(({ start }) => start <= state.t) ?? steps[0];
  const clock = `${state.playing ? "▶" : "⏸"} ${timeText(state.t)} / ${roundTimeText(endOf(state))}  ${state.speed}×`;
  const versions =
    width >= 110
      ? `  Helm ${helmVersion} · Kubernetes ${kubernetesVersion}`
      : width >= 80
        ? `  Helm ${helmVersion}`
        : "";
  const status = statusSegments(run, state.t, width >= 60);
  const right: Segment[] = [
    ...(lengthOf(status) + widthOf(clock) + 4 > width ? [] : status),
    plain(versions),
    plain("  "),
    styled(clock, { bold: true }),
  ];
  const rest = width - lengthOf(right) - 2;
  const command = step?.command ?? "a cluster";
  return [styled(fitText(command, Math.max(0, rest)), { bold: true }), plain("  "), ...right];
}

/** Which of two runs is shown; nothing if there is only one. */
export function whatIfLine({ whatIf, showsWhatIf }: State): Line | undefined {
  if (whatIf === undefined) return undefined;
  const asked = whatIf.changes.map(changeText).join(" and ");
  const parting = whatIf.parting === undefined ? "" : ` · the runs part at ${timeText(whatIf.parting.t)}`;
  return [
    styled(showsWhatIf ? ` what if ${asked}` : " as it is", { color: "violet", bold: true, inverse: true }),
    styled(` ${parting} · b shows the ${showsWhatIf ? "run as it is" : "other run"}, s saves, X forgets`, {
      color: "violet",
    }),
  ];
}

const lengthOf = (segments: readonly Segment[]): number =>
  segments.reduce((sum, { text }) => sum + widthOf(text), 0);

/** @param named whether there is room for the release's name */
function statusSegments(run: RunIndex, t: number, named: boolean): Segment[] {
  const [first, ...others] = releasesAt(run, t);
  if (first === undefined) return [styled("no release", { dim: true })];
  const more = others.length === 0 ? "" : ` +${others.length}`;
  const name = named ? `${first.name}.${first.revision} ` : "";
  return [styled(`${name}${first.status}${more}`, styleOf(first.status))];
}

function styleOf(status: string): Style {
  if (status === "failed") return { color: "red", bold: true };
  return status === "deployed" ? { color: "green", bold: true } : { color: "orange", bold: true };
}
