// Does with the chart in ./chart what a review does, but the four runs of the change alone: not those without it, and none for
// findings. Prints the CPU seconds of each set of values, of which the first one reads the chart, and warms up.
// node four-runs.mjs [flags of helm upgrade], in a git repository that has a branch main

import { readFlags } from "../src/cli/read-flags.ts";
import { upgradeCommand } from "../src/helm/flags/release-commands.ts";
import { globalFlags } from "../src/helm/flags/shared-flags.ts";
import { helmRules } from "../src/helm/profiles/helm-rules.ts";
import { gitChange } from "../src/node/git-change.ts";
import { releaseOf, valuesOf } from "../src/review/chart-release.ts";
import { chartRuns } from "../src/review/chart-runs.ts";
import type { ReviewSettings } from "../src/review/review-settings.ts";
import { runPlan } from "../src/review/run-plan.ts";
import { chartOf, sidesOf } from "../src/review/side.ts";
import { defaultScenario } from "../src/scenario/scenario.ts";
import { SeatrialError } from "../src/util/errors.ts";

const rules = helmRules();
const directory = process.cwd();
const { flags } = readFlags(process.argv.slice(2), [...upgradeCommand.flags(rules), ...globalFlags(rules)]);
const cpu = (): number => process.cpuUsage().user / 1e6;

let before = cpu();
const settings: ReviewSettings = {
  ...sidesOf(gitChange(directory, "main", undefined), []),
  root: directory,
  directory,
  scenario: defaultScenario,
  baseHelmVersion: undefined,
  namespace: flags.text("namespace") || "default",
  flags,
};
const chart = chartOf(settings.head, "chart", directory, rules.version);
if (chart instanceof SeatrialError) throw chart;
const touched = { kind: "chart", path: "chart", from: undefined, change: "changed", files: [] } as const;
const seconds = valuesOf(touched, settings).map((values) => {
  const release = releaseOf(touched, chart.metadata.name, values, settings);
  for (const plan of chartRuns(release, "head")) runPlan(plan, settings, false);
  const taken = cpu() - before;
  before = cpu();
  return taken;
});
console.log(JSON.stringify(seconds));
