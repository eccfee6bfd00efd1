import { resolve } from "node:path";
import { flag } from "../helm/flags/flag-spec.ts";
import type { FlagValues } from "../helm/flags/flag-values.ts";
import { readScenario } from "../node/read-scenario.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { withFlags } from "../scenario/with-flags.ts";
import { tellOfNewerHelm } from "./asked-helm.ts";
import { exitCode } from "./exit-code.ts";
import { findingPolicy } from "./finding-flags.ts";
import { flagHelp } from "./flag-help.ts";
import { readFlags } from "./read-flags.ts";
import { runScenario } from "./run-scenario.ts";
import { printView, runView } from "./run-view.ts";
import { overrides, rendererOf, simulationFlags } from "./simulation-flags.ts";
import { print } from "./streams.ts";
import { UsageError } from "./usage-error.ts";
import { valueFlags, valueWords } from "./value-flags.ts";

const flags = [
  ...simulationFlags,
  ...valueFlags,
  flag("namespace", "string", "the namespace that commands use and whose pods are watched", {
    shorthand: "n",
    default: "default",
  }),
  flag("help", "bool", "print this", { shorthand: "h" }),
];

export const help =
  (): string => `Runs the steps of scenario files, one command after the other, and prints what
kubectl get pod -w would print meanwhile. What the commands print goes to standard error.

Usage: seatrial run SCENARIO... [flags]

Flags:
${flagHelp(flags)}

Exit codes: 0 every command succeeded, 1 a simulated command failed or a finding reached --fail-on, 2 wrong usage or input.
`;

/** A command line of `run` in its parts. */
export interface RunCommand {
  readonly values: FlagValues;
  readonly files: readonly string[];
  readonly namespace: string;
  /** the scenario as the flags want it */
  change(scenario: Scenario): Scenario;
}

export function readRunCommand(args: readonly string[]): RunCommand {
  const { flags: values, operands } = readFlags(args, flags);
  const added = valueWords(values, (file) => resolve(file));
  const given = valueWords(values, (file) => file);
  return {
    values,
    files: operands,
    namespace: values.text("namespace"),
    change: (scenario) => withFlags({ ...scenario, ...overrides(values) }, added, given),
  };
}

export async function run(args: readonly string[]): Promise<number> {
  const { values, files, namespace, change } = readRunCommand(args);
  if (values.bool("help")) {
    print(help());
    return exitCode.ok;
  }
  if (files.length === 0)
    throw new UsageError("seatrial run needs a scenario file.", "seatrial run --help tells more.");
  const view = runView(values);
  const policy = findingPolicy(values);
  const scenarios = (await Promise.all(files.map(readScenario))).map(change);
  for (const version of new Set(scenarios.map(({ helmVersion }) => helmVersion)))
    if (version !== undefined) tellOfNewerHelm(version);
  const renderer = rendererOf(values);
  const runs = scenarios.map((scenario) =>
    runScenario(scenario, { namespace, settle: false }, view, policy, renderer),
  );
  await printView(
    view,
    runs.map(({ recording }) => recording),
    print,
  );
  return Math.max(...runs.map((each) => each.exitCode));
}
