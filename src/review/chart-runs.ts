import { carriedFlags } from "../helm/flags/carried-flags.ts";
import { commands } from "../helm/flags/commands.ts";
import type { FlagValues } from "../helm/flags/flag-values.ts";
import type { HelmRules } from "../helm/profiles/helm-rules.ts";
import type { HelmStep } from "../scenario/steps/step.ts";
import { quoteWords } from "../util/quote-words.ts";
import type { RunName } from "./review-result.ts";
import type { SideName } from "./side.ts";

/** A command of a run, and whose chart it takes. */
export interface PlannedStep {
  readonly step: HelmStep;
  readonly side: SideName;
}

/** A run as it is planned: what is there before it, and what it shows. */
export interface PlannedRun {
  readonly name: RunName;
  readonly title: string;
  readonly before: readonly PlannedStep[];
  /** of the chart of `side`, or with none */
  readonly steps: readonly HelmStep[];
  readonly side: SideName;
  /** whether the pods of the workloads of `side` cannot start */
  readonly broken: boolean;
}

/** What a command of Helm names, from where it is given. */
export interface ChartWords {
  /** the chart's folder */
  readonly chart: string;
  /** the values file of the case, or "" */
  readonly values: string;
}

export interface ChartRelease {
  readonly release: string;
  /** what each side calls the chart: one that moved is elsewhere in the base */
  readonly words: Readonly<Record<SideName, ChartWords>>;
  /** whose chart a running release has: the base's, unless only the head has the chart */
  readonly running: SideName;
  /** what the user says of every install and upgrade */
  readonly flags: FlagValues;
  readonly rules: HelmRules;
}

/** What can become of a release when its chart is as a side has it: four runs. */
export function chartRuns(of: ChartRelease, side: SideName): PlannedRun[] {
  const install = { step: command(of, of.running, "install", false), side: of.running };
  const upgrade = command(of, side, "upgrade", true);
  const rollback = helm(["rollback", of.release, "1", ...waiting(of), ...carried(of, "rollback")]);
  const run = { side, broken: false };
  return [
    {
      ...run,
      name: "install",
      title: "Fresh install",
      before: [],
      steps: [command(of, side, "install", true)],
    },
    { ...run, name: "upgrade", title: "Upgrade of a running release", before: [install], steps: [upgrade] },
    {
      ...run,
      name: "rollback",
      title: "Upgrade to images that do not exist, and rollback",
      before: [install],
      steps: [upgrade, rollback],
      broken: true,
    },
    {
      ...run,
      name: "uninstall",
      title: "Uninstall after the upgrade",
      before: [install, { step: command(of, side, "upgrade", false), side }],
      steps: [uninstallStep(of)],
    },
  ];
}

/** What is left to see of a chart that is deleted: a running release and its end. */
export const deletedChartRuns = (of: ChartRelease): PlannedRun[] => [
  {
    name: "uninstall",
    title: "Uninstall",
    before: [{ step: command(of, "base", "install", false), side: "base" }],
    steps: [uninstallStep(of)],
    side: "base",
    broken: false,
  },
];

/** A release that is there already was not always waited for: only what is reviewed waits. */
function command(of: ChartRelease, side: SideName, name: "install" | "upgrade", waits: boolean): HelmStep {
  const { chart, values } = of.words[side];
  return helm([
    name,
    of.release,
    chart,
    ...(waits ? waiting(of) : []),
    ...(values === "" ? [] : ["--values", values]),
    ...carried(of, name),
  ]);
}

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
