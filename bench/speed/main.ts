// Measures how fast everything is: npm run bench [-- SUITE... --json FILE]. With HELM=/path/to/helm beside real Helm.
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { check } from "./check.ts";
import { cluster } from "./cluster.ts";
import { type Bench, type Figure, figureLine, meetsGoal } from "./figure.ts";
import { founding } from "./founding.ts";
import { frames } from "./frames.ts";
import { kernel } from "./kernel.ts";
import { manyRuns } from "./many-runs.ts";
import { rendering } from "./rendering.ts";
import { rollout } from "./rollout.ts";
import { startUp } from "./start-up.ts";

const suites: Readonly<Record<string, Bench>> = {
  "start-up": startUp,
  kernel,
  founding,
  "many-runs": manyRuns,
  check,
  cluster,
  rendering,
  frames,
};

const { values, positionals } = parseArgs({ options: { json: { type: "string" } }, allowPositionals: true });
const [first, ...rest] = positionals;
if (first === "rollout") await answerRollout(rest);
else await runSuites(positionals);

/** What the suite `cluster` starts for each of its runs. */
async function answerRollout([pods, nodes, update]: readonly string[]): Promise<void> {
  process.stdout.write(JSON.stringify(await rollout(Number(pods), Number(nodes), update !== undefined)));
}

async function runSuites(names: readonly string[]): Promise<void> {
  const figures: (Figure & { suite: string; met: boolean | undefined })[] = [];
  for (const name of names.length === 0 ? Object.keys(suites) : names) {
    const suite = suites[name];
    if (suite === undefined)
      throw new Error(`There is no suite ${name}; there are ${Object.keys(suites).join(", ")}.`);
    process.stdout.write(`${name}\n`);
    await suite((figure) => {
      figures.push({ suite: name, ...figure, met: meetsGoal(figure) });
      process.stdout.write(`  ${figureLine(figure)}\n`);
    });
  }
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(figures, undefined, 1)}\n`);
}
