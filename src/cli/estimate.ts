import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { estimateScenario } from "../explore/estimate/estimate-scenario.ts";
import { type FlagSpec, flag } from "../helm/flags/flag-spec.ts";
import { parseCommand } from "../helm/flags/parse-command.ts";
import { installCommand } from "../helm/flags/release-commands.ts";
import { globalFlags } from "../helm/flags/shared-flags.ts";
import { helmRules } from "../helm/profiles/helm-rules.ts";
import { readScenario } from "../node/read-scenario.ts";
import { estimatesText } from "../report/estimate-text.ts";
import { defaultScenario, type Scenario } from "../scenario/scenario.ts";
import type { SeatrialError } from "../util/errors.ts";
import { quoteWords } from "../util/quote-words.ts";
import { askedHelm } from "./asked-helm.ts";
import { builtWorker } from "./built-worker.ts";
import { countFlag } from "./count-flag.ts";
import { exitCode } from "./exit-code.ts";
import { flagHelp } from "./flag-help.ts";
import { optimizeFor } from "./launch/optimize-for.ts";
import { errorText } from "./print-error.ts";
import { progressBar } from "./progress-bar.ts";
import { readFlags, usage } from "./read-flags.ts";
import { overrides } from "./simulation-flags.ts";
import { splitFlags } from "./split-flags.ts";
import { print, printText, tell } from "./streams.ts";
import { UsageError } from "./usage-error.ts";
import { wordOf } from "./word-of.ts";

const ownFlags: readonly FlagSpec[] = [
  flag("runs", "int", "how many runs are simulated", { default: "1000" }),
  flag("helm-version", "string", "the Helm that is simulated, from 3.0.0 on (default: the newest known)"),
  flag("kubernetes-version", "string", "the Kubernetes of the cluster, from 1.25 on (default 1.36)"),
  flag("seed", "int", "where names and drawn times of the first run come from; each other run has the next"),
  flag("threads", "int", "how many runs are simulated at a time (default: as many as there are processors)"),
  flag("output", "format", "text or json", { shorthand: "o", default: "text" }),
  flag("help", "bool", "print this", { shorthand: "h" }),
];

export const help =
  (): string => `Tells how long the commands of a scenario take, and how likely they keep within --timeout: many runs, each with
durations of its own. What the scenario gives as a spread is drawn; so is what nobody states. For a chart it is helm install
that is estimated, with Helm's flags.

Usage: seatrial estimate SCENARIO [flags]
       seatrial estimate [NAME] CHART [flags]

Flags:
${flagHelp(ownFlags)}

Exit codes: 0 estimated, 1 a command fails in every run, 2 wrong usage or input.
`;

export async function run(args: readonly string[]): Promise<number> {
  const newest = helmRules();
  const split = splitFlags(args, ownFlags, [...installCommand.flags(newest), ...globalFlags(newest)]);
  const { flags } = readFlags(split.own, ownFlags);
  if (flags.bool("help")) {
    print(help());
    return exitCode.ok;
  }
  const format = wordOf(flags, "output", ["text", "json"]);
  const runs = countFlag(flags, "runs");
  if (split.helm.length === 0)
    throw new UsageError(
      "seatrial estimate needs a scenario file, or a chart.",
      "seatrial estimate --help tells more.",
    );
  const rules = askedHelm(flags);
  const { scenario, namespace } = await readSetting(split.helm, rules.version);
  optimizeFor("many runs");
  const errors: SeatrialError[] = [];
  const bar = progressBar("runs");
  const estimates = await estimateScenario(
    { ...scenario, ...overrides(flags) },
    {
      namespace,
      runs,
      threads: flags.changed("threads") ? countFlag(flags, "threads") : availableParallelism(),
      worker: builtWorker("estimate-worker"),
      onProgress: bar.show,
      onChartError: (error) => errors.push(error),
    },
  );
  bar.clear();
  // code that is compiled by now is kept for a program that begins like this one
  optimizeFor("one run");
  if (errors.length > 0) {
    tell(errors.map((error) => `${errorText(error, false)}\n`).join(""));
    return exitCode.usage;
  }
  if (estimates.length === 0)
    throw new UsageError(
      "The scenario has no command of Helm that changes a release.",
      "Add one to its steps, such as helm upgrade --install demo ./chart.",
    );
  printText(format === "json" ? `${JSON.stringify(estimates, undefined, 2)}\n` : estimatesText(estimates));
  return estimates.some(({ runs, failed }) => failed === runs) ? exitCode.failed : exitCode.ok;
}

/** What is estimated: a scenario file, or the installation of a chart. @throws UsageError, SeatrialError */
async function readSetting(
  args: readonly string[],
  helmVersion: string,
): Promise<{ scenario: Scenario; namespace: string }> {
  const [only = ""] = args;
  if (args.length === 1 && !isChart(only))
    return { scenario: await readScenario(only), namespace: "default" };
  const rules = helmRules(helmVersion);
  const specs = [...installCommand.flags(rules), ...globalFlags(rules)];
  const parse = (words: readonly string[]) =>
    usage(() => parseCommand(["install", ...words], rules), [...ownFlags, ...specs]);
  const { operands, flags } = readFlags(args, specs);
  const unnamed = operands.length === 1 && !flags.bool("generate-name") && !flags.changed("name-template");
  const words = unnamed ? ["demo", ...args] : args;
  const command = ["install", ...words];
  return {
    namespace: parse(words).flags.text("namespace") || "default",
    scenario: {
      ...defaultScenario,
      steps: [
        {
          kind: "helm",
          command: `helm ${quoteWords(command)}`,
          args: command,
          timeout: undefined,
          place: {},
        },
      ],
    },
  };
}

const isChart = (path: string): boolean => path.endsWith(".tgz") || existsSync(join(path, "Chart.yaml"));
