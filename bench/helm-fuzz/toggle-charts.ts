import { mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { renderProfile } from "../../src/chart/render-profile.ts";
import { readChart } from "../../src/node/read-chart.ts";
import { Draw } from "./draw.ts";
import { renderOwn } from "./own-helm.ts";
import type { RealHelm } from "./real-helm.ts";
import { difference, type Rendering, type TemplateCall } from "./rendering.ts";
import type { Report } from "./report.ts";
import { leavesOf, toggledValues } from "./toggle-values.ts";

/** Renders each chart below a folder with `count` seeded changes of its values. */
export function toggleCharts(
  folder: string,
  helms: readonly RealHelm[],
  { seed, count, only, work }: { seed: number; count: number; only: string; work: string },
  report: Report,
): void {
  mkdirSync(work, { recursive: true });
  for (const name of readdirSync(folder).sort()) {
    const chart = join(folder, name);
    if (!name.includes(only) || !statSync(chart).isDirectory()) continue;
    const leaves = leavesOf(readChart(chart, ".", renderProfile(), () => {}));
    for (let i = 0; i < count; i++) {
      const file = join(work, `${name}.${seed}.${i}.json`);
      const draw = Draw.of(seed, name, i);
      writeFileSync(file, JSON.stringify(toggledValues(leaves, draw), null, 1));
      const call = { chart, files: [file], set: [], skipSchema: draw.chance(0.7) };
      for (const helm of helms) report.add(`${name} ${file}`, helm.version, compare(call, helm));
    }
  }
}

/** What differs, but for lines that differ between two runs of Helm itself. */
function compare(call: TemplateCall, helm: RealHelm): string | undefined {
  const real = helm.template(call);
  const own = renderOwn(call, helm.version);
  if (difference(real, own) === undefined) return undefined;
  const again = helm.template(call);
  return difference(...steady(real, again, own));
}

function steady(real: Rendering, again: Rendering, own: Rendering): [Rendering, Rendering] {
  if (!("text" in real && "text" in again && "text" in own)) {
    return "error" in real && "error" in again && again.error !== real.error && "error" in own
      ? [real, real]
      : [real, own];
  }
  const other = again.text.split("\n");
  const lines = real.text.split("\n");
  const shaky = new Set(lines.flatMap((line, i) => (line === other[i] ? [] : [i])));
  const keep = (text: string): Rendering => ({
    text: text
      .split("\n")
      .filter((_, i) => !shaky.has(i))
      .join("\n"),
  });
  return [keep(real.text), keep(own.text)];
}
