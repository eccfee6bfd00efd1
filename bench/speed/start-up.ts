import type { Bench } from "./figure.ts";
import { foundingChart, helm, program } from "./places.ts";
import { shortestTimes } from "./processes.ts";

const node = "node -e 0";
const realHelm = "helm template";

/** Whole commands on a small chart, beside an empty program and beside real Helm. */
export const startUp: Bench = (tell) => {
  const times: Readonly<Record<string, number>> = shortestTimes<string>(
    {
      [node]: [process.execPath, "-e", "0"],
      "seatrial --version": [process.execPath, program, "--version"],
      "seatrial template": [process.execPath, program, "template", "demo", foundingChart],
      "seatrial install": [process.execPath, program, "install", "demo", foundingChart],
      ...(helm === undefined ? {} : { [realHelm]: [helm, "template", "demo", foundingChart] }),
    },
    25,
  );
  const most: Readonly<Record<string, number>> = { "seatrial --version": 1.5, "seatrial install": 2.5 };
  const base = times[node] ?? Number.NaN;
  for (const [name, value] of Object.entries(times)) {
    const bound = most[name];
    tell({
      name,
      value,
      unit: "ms",
      ...(name === node ? {} : { ratio: value / base, of: node }),
      ...(bound === undefined ? {} : { goal: { most: bound, is: "ratio" } }),
    });
  }
  const [install, theirs] = [times["seatrial install"], times[realHelm]];
  if (install !== undefined && theirs !== undefined)
    tell({
      name: "seatrial install",
      value: install,
      unit: "ms",
      ratio: install / theirs,
      of: realHelm,
      goal: { most: 1.5, is: "ratio" },
    });
};
