import { availableParallelism } from "node:os";
import type { Exploration } from "../explore/mishaps/exploration.ts";
import { exploreCommand } from "../explore/mishaps/explore-command.ts";
import type { Setting } from "../explore/mishaps/run-mishap.ts";
import { carriedFlags } from "../helm/flags/carried-flags.ts";
import { type FlagSpec, flag } from "../helm/flags/flag-spec.ts";
import type { FlagValues } from "../helm/flags/flag-values.ts";
import { parseCommand } from "../helm/flags/parse-command.ts";
import { installCommand, upgradeCommand } from "../helm/flags/release-commands.ts";
import { globalFlags } from "../helm/flags/shared-flags.ts";
import { helmRules } from "../helm/profiles/helm-rules.ts";
import { readScenario } from "../node/read-scenario.ts";
import { explorationMarkdown } from "../report/exploration-markdown.ts";
import { explorationText } from "../report/exploration-text.ts";
import { defaultScenario } from "../scenario/scenario.ts";
import type { HelmStep } from "../scenario/steps/step.ts";
import type { SeatrialError } from "../util/errors.ts";
import { quoteWords } from "../util/quote-words.ts";
import { askedHelm } from "./asked-helm.ts";
import { builtWorker } from "./built-worker.ts";
import { countFlag } from "./count-flag.ts";
import { exitCode } from "./exit-code.ts";
import { flagHelp } from "./flag-help.ts";
import { earlierSteps, fromFlags } from "./from-flags.ts";
import { placeAndHint } from "./print-error.ts";
import { progressBar } from "./progress-bar.ts";
import { readFlags, usage } from "./read-flags.ts";
import { overrides } from "./simulation-flags.ts";
import { splitFlags } from "./split-flags.ts";
import { print, printText, tell } from "./streams.ts";
import { UsageError } from "./usage-error.ts";
import { meaningOf } from "./word-of.ts";

const views: ReadonlyMap<string, (exploration: Exploration) => string> = new Map([
  ["text", explorationText],
  ["json", (exploration: Exploration) => `${JSON.stringify(exploration, undefined, 2)}\n`],
  ["markdown", explorationMarkdown],
]);

const ownFlags: readonly FlagSpec[] = [
  flag("helm-version", "string", "the Helm that is simulated, from 3.0.0 on (default: the newest known)"),
  flag("kubernetes-version", "string", "the Kubernetes of the cluster, from 1.25 on (default 1.36)"),
  flag("seed", "int", "where names and drawn times come from"),
  flag("scenario", "string", "a scenario file; its cluster, images and containers count, its steps do not"),
  ...fromFlags.filter(({ name }) => name !== "from-ref" && name !== "from-helm-version"),
  flag("threads", "int", "how many runs are simulated at a time (default: as many as there are processors)"),
  flag("output", "format", [...views.keys()].join(", "), { shorthand: "o", default: "text" }),
  flag("help", "bool", "print this", { shorthand: "h" }),
];

export const help =
  (): string => `Tells what comes of each thing that can go wrong with helm install, or with helm upgrade where --from says which
chart is installed before. Each container fails once, always, and hangs; each image cannot be pulled, for a while, at all, in
time; each node goes down; Helm is interrupted and killed in each phase. One at a time: a run for each, and if the command
fails, the retry that a person would do, helm upgrade --install, with the cause gone. The worst ends come first.
Takes the flags of helm install, or of helm upgrade.

Usage: seatrial explore [NAME] CHART [flags]

Flags:
${flagHelp(ownFlags)}

Exit codes: 0 explored, 1 the command fails without anything going wrong, 2 wrong usage or input.
`;

export async function run(args: readonly string[]): Promise<number> {
  const newest = helmRules();
  const helmFlags = [installCommand, upgradeCommand].flatMap((command) => command.flags(newest));
  const split = splitFlags(args, ownFlags, [...helmFlags, ...globalFlags(newest)]);
  const { flags } = readFlags(split.own, ownFlags);
  if (flags.bool("help")) {
    print(help());
    return exitCode.ok;
  }
  const view = meaningOf(flags, "output", views);
  const setting = await readSetting(flags, split.helm);
  const errors: SeatrialError[] = [];
  const bar = progressBar("runs");
  const exploration = await exploreCommand(setting, {
    threads: flags.changed("threads") ? countFlag(flags, "threads") : availableParallelism(),
    worker: builtWorker("explore-worker"),
    onProgress: bar.show,
    onChartError: (error) => errors.push(error),
  });
  bar.clear();
  if (errors.length > 0) {
    tell(`${exploration.failure}\n${errors.map(placeAndHint).join("")}`);
    return exitCode.usage;
  }
  printText(view(exploration));
  return exploration.failure === "" ? exitCode.ok : exitCode.failed;
}

/** The command that is explored, and what belongs to it. @throws UsageError, SeatrialError */
async function readSetting(flags: FlagValues, given: readonly string[]): Promise<Setting> {
  const rules = askedHelm(flags);
  const command = flags.changed("from") ? upgradeCommand : installCommand;
  const specs = [...command.flags(rules), ...globalFlags(rules)];
  const parse = (words: readonly string[]) =>
    usage(() => parseCommand([command.name, ...words], rules), [...ownFlags, ...specs]);
  const args = isNamed(given, specs) ? given : ["demo", ...given];
  const { operands, flags: helmFlags } = parse(args);
  const [release = "", chart = ""] = operands;
  const namespace = helmFlags.text("namespace") || "default";
  const before = flags.changed("from")
    ? earlierSteps({ command, operands, flags: helmFlags, namespace }, flags)
    : [];
  const base = flags.changed("scenario") ? await readScenario(flags.text("scenario")) : defaultScenario;
  const retryFlags = carriedFlags(helmFlags, upgradeCommand, rules).filter(
    (each) => each !== "--install=true",
  );
  return {
    scenario: { ...base, ...overrides(flags), directory: ".", steps: [] },
    namespace,
    release,
    command: helmStep([command.name, ...args]),
    retry: helmStep(["upgrade", "--install", release, chart, ...retryFlags]),
    before: before.flatMap(({ step }) => (step.kind === "helm" ? [step] : [])),
  };
}

/** Whether two words are there, a name and a chart. @throws UsageError for names that Helm makes up */
function isNamed(given: readonly string[], specs: readonly FlagSpec[]): boolean {
  const { flags, operands } = readFlags(given, specs);
  if (flags.bool("generate-name") || flags.changed("name-template"))
    throw new UsageError(
      "seatrial explore needs a release with a name of its own, for the retry.",
      "Give it a name instead of the flag: seatrial explore demo CHART",
    );
  return operands.length !== 1;
}

const helmStep = (args: readonly string[]): HelmStep => ({
  kind: "helm",
  command: `helm ${quoteWords(args)}`,
  args,
  timeout: undefined,
  place: {},
});
