import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Bench } from "./figure.ts";
import { charts, helm, program } from "./places.ts";
import { answerOf, type CommandLine, geometricMean, shortestTimes } from "./processes.ts";

/** Charts for which Helm takes longer than this, milliseconds, are large: there the start of a program is little. */
const large = 300;

/** `seatrial template` beside `helm template`, and the memory that it takes. */
export const rendering: Bench = (tell) => {
  if (charts === undefined) return;
  const lines = chartLines(charts);
  const memory = lines.map((args) => answerOf<number>(["--eval", peakOf([program, ...args])]));
  tell({
    name: `largest memory over ${lines.length} charts`,
    value: Math.max(...memory),
    unit: "MB",
    goal: { most: 200, is: "value" },
  });
  if (helm === undefined) return;
  const times = lines.map((args) => {
    const ours: CommandLine = [process.execPath, program, ...args];
    const theirs: CommandLine = [helm ?? "", ...args];
    return shortestTimes({ ours, theirs, node: [process.execPath, "-e", "0"] }, 3);
  });
  const compare = (name: string, ratios: readonly number[], most: number): void => {
    if (ratios.length > 0)
      tell({
        name: `seatrial template, ${name} (${ratios.length})`,
        value: ratios.length,
        unit: "charts",
        ratio: geometricMean(ratios),
        of: "helm template",
        goal: { most, is: "ratio" },
      });
  };
  compare(
    "all charts",
    times.map(({ ours, theirs }) => ours / theirs),
    1.2,
  );
  const isLarge = times.filter(({ theirs }) => theirs > large);
  compare(
    "large charts",
    isLarge.map(({ ours, theirs }) => ours / theirs),
    1,
  );
  tell({
    name: "node -e 0, beside the same charts",
    value: times.length,
    unit: "charts",
    ratio: geometricMean(times.map(({ node, theirs }) => node / theirs)),
    of: "helm template",
  });
};

/** The arguments of `template` for each chart of the index. */
function chartLines(root: string): string[][] {
  const [head = [], ...rows] = readFileSync(join(root, "index.tsv"), "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => line.split("\t"));
  const field = (row: readonly string[], name: string): string => row[head.indexOf(name)] ?? "";
  return rows.flatMap((row) => {
    const id = field(row, "id");
    const chart = join(root, "packed", `${id}.tgz`);
    const values = join(root, "values", `${id}.yaml`);
    const more = field(row, "args");
    // files inside of a chart are no files while it is packed
    if (more.includes("$CHART")) return [];
    return [
      [
        ...["template", "demo", chart, "-n", "demo"],
        ...(existsSync(values) ? ["-f", values] : []),
        ...(more === "" ? [] : more.split(" ")),
      ],
    ];
  });
}

/** A program that runs another one and prints how much memory that took at its peak, megabytes. */
const peakOf = (args: readonly string[]): string => `
  const { writeSync } = require("node:fs");
  process.argv = ${JSON.stringify([process.execPath, ...args])};
  process.on("exit", () => writeSync(3, String(process.resourceUsage().maxRSS / 1024)));
  require(process.argv[1]);
`;
