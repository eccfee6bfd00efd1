import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { flag } from "../helm/flags/flag-spec.ts";
import { simulateScenario } from "../node/simulate-scenario.ts";
import { startingScenario } from "../report/starting-scenario.ts";
import { defaultScenario } from "../scenario/scenario.ts";
import { quoteWords } from "../util/quote-words.ts";
import { exitCode } from "./exit-code.ts";
import { flagHelp } from "./flag-help.ts";
import { readFlags } from "./read-flags.ts";
import { print } from "./streams.ts";
import { UsageError } from "./usage-error.ts";

const flags = [
  flag("force", "bool", "replace a scenario that is there"),
  flag("help", "bool", "print this", { shorthand: "h" }),
];

const help = `Writes scenarios/CHART.yaml: a first scenario for a chart, with its hooks, its workloads, and how long they are
taken to run.

Usage: seatrial init CHART [flags]

Flags:
${flagHelp(flags)}

Exit codes: 0 written, 1 the chart cannot be installed as it is, 2 wrong usage or input.
`;

export async function run(args: readonly string[]): Promise<number> {
  const { flags: values, operands } = readFlags(args, flags);
  if (values.bool("help")) {
    print(help);
    return exitCode.ok;
  }
  const [chart, ...others] = operands;
  if (chart === undefined || others.length > 0)
    throw new UsageError("seatrial init takes one chart.", "seatrial init --help tells more.");
  const name = basename(resolve(chart)).replace(/-\d[^/]*\.tgz$/, "");
  const file = join("scenarios", `${name}.yaml`);
  if (existsSync(file) && !values.bool("force"))
    throw new UsageError(`${file} is there already.`, "--force replaces it.");
  const recording = install(name, chart);
  const [step] = recording.steps;
  if (step !== undefined && step.exitCode !== 0)
    throw new UsageError(`The chart cannot be installed as it is:\n${step.stderr.trimEnd()}`);
  mkdirSync(dirname(file), { recursive: true });
  const path = relative("scenarios", chart).replaceAll("\\", "/");
  writeFileSync(file, startingScenario(recording, name, quoteWords(["helm", "install", name, path])));
  print(`${file} is written. seatrial check runs it, and writes its snapshot.\n`);
  return exitCode.ok;
}

/** What the chart does when it is installed with its own values. */
const install = (name: string, chart: string) =>
  simulateScenario(
    {
      ...defaultScenario,
      steps: [{ kind: "helm", command: "", args: ["install", name, chart], timeout: undefined, place: {} }],
    },
    { settle: true },
  );
