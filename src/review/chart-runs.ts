import { carriedFlags } from "../helm/flags/carried-flags.ts";
import { commands } from "../helm/flags/commands.ts";
import type { FlagValues } from "../helm/flags/flag-values.ts";
import type { HelmRules } from "../helm/profiles/helm-rules.ts";
import type { HelmStep } from "../scenario/steps/step.ts";
import { quoteWords } from "../util/quote-words.ts";
import type { RunName } from "./review-result.ts";

/** A command of a run, and whose chart it takes. */
export interface PlannedStep {
  readonly step: HelmStep;
  readonly side: "base" | "head";
}

/** A run as it is planned: what is there before it, and what it shows. */
export interface PlannedRun {
  readonly name: RunName;
  readonly title: string;
  readonly before: readonly PlannedStep[];
  /** of the head's chart, or with none */
  readonly steps: readonly HelmStep[];
  /** whether the pods of the head's workloads cannot start */
  readonly broken: boolean;
}

export interface ChartRelease {
  readonly release: string;
  /** the chart's folder */
  readonly chart: string;
  /** the values file of the case, or "" */
  readonly values: string;
  /** what the user says of every install and upgrade */
  readonly flags: FlagValues;
  readonly rules: HelmRules;
}

/** What can become of a release when a chart changes: four runs. */
export function chartRuns(of: ChartRelease): PlannedRun[] {
  const install = { step: command(of, "install", false), side: "base" } as const;
  const upgrade = command(of, "upgrade", true);
  const rollback = helm(["rollback", of.release, "1", ...waiting(of), ...carried(of, "rollback")]);
  return [
    run("install", "Fresh install", [], [command(of, "install", true)]),
    run("upgrade", "Upgrade of a running release", [install], [upgrade]),
    {
      ...run("rollback", "Upgrade to images that do not exist, and rollback", [install], [upgrade, rollback]),
      broken: true,
    },
    run(
      "uninstall",
      "Uninstall after the upgrade",
      [install, { step: command(of, "upgrade", false), side: "head" }],
      [uninstallStep(of)],
    ),
  ];
}

/** What is left to see of a chart that is deleted: a running release and its end. */
export const deletedChartRuns = (of: ChartRelease): PlannedRun[] => [
  run("uninstall", "Uninstall", [{ step: command(of, "install", false), side: "base" }], [uninstallStep(of)]),
];

const run = (
  name: RunName,
  title: string,
  before: readonly PlannedStep[],
  steps: readonly HelmStep[],
): PlannedRun => ({ name, title, before, steps, broken: false });

/** A release that is there already was not always waited for: only what is reviewed waits. */
const command = (of: ChartRelease, name: "install" | "upgrade", waits: boolean): HelmStep =>
  helm([
    name,
    of.release,
    of.chart,
    ...(waits ? waiting(of) : []),
    ...(of.values === "" ? [] : ["--values", of.values]),
    ...carried(of, name),
  ]);

const uninstallStep = (of: ChartRelease): HelmStep =>
  helm(["uninstall", of.release, ...waiting(of), ...carried(of, "uninstall", ["namespace", "timeout"])]);

/** Helm says itself whether all becomes ready, unless the user has another wish. */
const waiting = ({ flags }: ChartRelease): string[] => (flags.changed("wait") ? [] : ["--wait"]);

function carried(of: ChartRelease, name: string, only?: readonly string[]): string[] {
  const spec = commands.find((each) => each.name === name);
  return spec === undefined ? [] : carriedFlags(of.flags, spec, of.rules, only);
}

const helm = (args: readonly string[]): HelmStep => ({
  kind: "helm",
  command: `helm ${quoteWords(args)}`,
  args,
  timeout: undefined,
  place: {},
});
