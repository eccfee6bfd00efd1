import type { Finding } from "../../recording/finding.ts";
import { timeText } from "../model/clock.ts";
import type { RunIndex } from "../model/run-index.ts";
import { section } from "./about-lines.ts";
import { lastKept } from "./last-kept.ts";
import { type Line, plain, type Style, styled, wrap } from "./styled.ts";

/** More of them would only be scrolled past. */
const most = 50;

const firstOf = (names: readonly string[]): readonly string[] =>
  names.length <= most ? names : [...names.slice(0, most), `and ${names.length - most} more`];

/** What there is to know about the run as a whole, for when nothing is selected. */
export function runLines(run: RunIndex, t: number, width: number): Line[] {
  const { steps, findings, phases, left } = run.recording;
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
    ...section("Commands", text([...commands, ...doing.map((each) => each.replace(/ {2,}/g, " "))], width)),
    ...section(
      findings.length === 0 ? "Findings" : `Findings (${findings.length})`,
      findings.length === 0 ? [[plain("none")]] : findingLines(findings, width),
    ),
    ...section("Left at the end", text(firstOf(left.map(({ kind, name }) => `${kind}/${name}`)), width)),
  ];
}

const findingLines = lastKept((findings: readonly Finding[], width: number): Line[] =>
  findings.flatMap(({ rule, t, message, advice }) => [
    ...text([`${t === undefined ? "" : `${timeText(t)} `}${rule}: ${message}`], width, { color: "red" }),
    ...text([`  ${advice}`], width, { dim: true }),
  ]),
);

const text = (texts: readonly string[], width: number, style: Style = {}): Line[] =>
  texts.flatMap((each) => wrap(each, width, "  ").map((line) => [styled(line, style)]));
