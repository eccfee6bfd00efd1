import { timeText } from "../model/clock.ts";
import type { RunIndex } from "../model/run-index.ts";
import { section } from "./about-lines.ts";
import { type Line, plain, type Style, styled, wrap } from "./styled.ts";

/** More of them would only be scrolled past. */
const most = 50;

const firstOf = (names: readonly string[]): readonly string[] =>
  names.length <= most ? names : [...names.slice(0, most), `and ${names.length - most} more`];

/** What there is to know about the run as a whole, for when nothing is selected. */
export function runLines(run: RunIndex, t: number, width: number): Line[] {
  const { steps, findings, phases, left } = run.recording;
  const text = (texts: readonly string[], style: Style = {}): Line[] =>
    texts.flatMap((each) => wrap(each, width, "  ").map((line) => [styled(line, style)]));
  const commands = steps.map(({ command, start, end, exitCode }) =>
    t < start
      ? `○ ${command}`
      : t < end
        ? `◉ ${command}, since ${timeText(start)}`
        : `${exitCode === 0 ? "✔" : "✘"} ${command}, exit code ${exitCode} at ${timeText(end)}`,
  );
  const phase = phases.findLast(({ start, end }) => start <= t && t < end);
  const doing =
    phase === undefined ? [] : [`Helm: ${phase.event} ${phase.name} since ${timeText(phase.start)}`];
  return [
    [styled("j and k select; then this tells about it.", { dim: true })],
    ...section("Commands", text([...commands, ...doing.map((each) => each.replace(/ {2,}/g, " "))])),
    ...section(
      findings.length === 0 ? "Findings" : `Findings (${findings.length})`,
      findings.length === 0
        ? [[plain("none")]]
        : findings.flatMap(({ rule, t: at, message, advice }) => [
            ...text([`${at === undefined ? "" : `${timeText(at)} `}${rule}: ${message}`], { color: "red" }),
            ...text([`  ${advice}`], { dim: true }),
          ]),
    ),
    ...section("Left at the end", text(firstOf(left.map(({ kind, name }) => `${kind}/${name}`)))),
  ];
}
