import { keyHelp } from "../model/keys.ts";
import { fitText, type Line, plain, styled } from "./styled.ts";

const groups = ["time", "looking", "what if", "program"] as const;

const names: Readonly<Record<(typeof groups)[number], string>> = {
  time: "Moving in time",
  looking: "Looking",
  "what if": "What if",
  program: "The program",
};

/** All keys, in two columns where there is room. */
export function helpLines(width: number): Line[] {
  const blocks = groups.map((group): Line[] => [
    [styled(names[group], { color: "blue", bold: true })],
    ...keyHelp
      .filter((each) => each.group === group)
      .map(({ keys, text }): Line => [styled(fitText(`  ${keys}`, 14), { bold: true }), plain(text)]),
    [],
  ]);
  const [time = [], looking = [], ...rest] = blocks;
  if (width < 130) return blocks.flat();
  const left = [...time, ...rest.flat()];
  const half = Math.floor(width / 2);
  return Array.from({ length: Math.max(left.length, looking.length) }, (_, i): Line => {
    const line = left[i] ?? [];
    const used = line.reduce((sum, { text }) => sum + text.length, 0);
    return [...line, plain(" ".repeat(Math.max(1, half - used))), ...(looking[i] ?? [])];
  });
}
