import { keyHelp } from "../model/keys.ts";
import { fitText, type Line, plain, styled, wrap } from "./styled.ts";

const groups = ["time", "looking", "what if", "program"] as const;

const names: Readonly<Record<(typeof groups)[number], string>> = {
  time: "Moving in time",
  looking: "Looking",
  "what if": "What if",
  program: "The program",
};

const keysWidth = 14;

/** All keys, in two columns where there is room. */
export function helpLines(width: number): Line[] {
  const isWide = width >= 130;
  const room = (isWide ? Math.floor(width / 2) : width) - keysWidth - 2;
  const blocks = groups.map((group): Line[] => [
    [styled(names[group], { color: "blue", bold: true })],
    ...keyHelp
      .filter((each) => each.group === group)
      .flatMap(({ keys, text }) =>
        wrap(text, room).map(
          (part, i): Line => [
            styled(fitText(i === 0 ? `  ${keys}` : "", keysWidth), { bold: true }),
            plain(part),
          ],
        ),
      ),
    [],
  ]);
  const [time = [], looking = [], ...rest] = blocks;
  if (!isWide) return blocks.flat();
  const left = [...time, ...rest.flat()];
  const half = Math.floor(width / 2);
  return Array.from({ length: Math.max(left.length, looking.length) }, (_, i): Line => {
    const line = left[i] ?? [];
    const used = line.reduce((sum, { text }) => sum + text.length, 0);
    return [...line, plain(" ".repeat(Math.max(1, half - used))), ...(looking[i] ?? [])];
  });
}
