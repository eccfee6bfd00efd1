import type { CommandSpec } from "../helm/flags/command-spec.ts";
import { type FlagSpec, flag } from "../helm/flags/flag-spec.ts";
import { parseCommand } from "../helm/flags/parse-command.ts";
import { globalFlags } from "../helm/flags/shared-flags.ts";
import { helmRules } from "../helm/profiles/helm-rules.ts";
import { readScenario } from "../node/read-scenario.ts";
import { defaultScenario, type Scenario } from "../scenario/scenario.ts";
import { quoteWords } from "../util/quote-words.ts";
import { exitCode } from "./exit-code.ts";
import { findingPolicy } from "./finding-flags.ts";
import { flagHelp } from "./flag-help.ts";
import { earlierSteps, fromFlags } from "./from-flags.ts";
import { readFlags, usage } from "./read-flags.ts";
import { runScenario } from "./run-scenario.ts";
import { printView, runView } from "./run-view.ts";
import { overrides, simulationFlags } from "./simulation-flags.ts";
import { splitFlags } from "./split-flags.ts";
import { print } from "./streams.ts";

/** A command of Helm as a command of this program. */
export interface ReleaseCommand {
  readonly command: CommandSpec;
  /** what it shows, a paragraph */
  readonly about: string;
  /** whether it starts from a release that is installed */
  readonly startsInstalled: boolean;
  /** flags that this command alone has */
  readonly flags?: readonly FlagSpec[];
}

/**
 * Runs a command of Helm as a scenario of one step. After the step the simulation goes on until the cluster is calm, so
 * that the trace shows every pod to its end.
 */
export async function runReleaseCommand(what: ReleaseCommand, args: readonly string[]): Promise<number> {
  const { command } = what;
  const ownFlags = [
    ...simulationFlags,
    flag("scenario", "string", "a scenario file; its cluster, images and containers count, its steps do not"),
    ...(what.startsInstalled ? fromFlags : []),
    ...(what.flags ?? []),
    flag("help", "bool", "print this", { shorthand: "h" }),
  ];
  const newest = helmRules();
  const split = splitFlags(args, ownFlags, [...command.flags(newest), ...globalFlags(newest)]);
  const { flags } = readFlags(split.own, ownFlags);
  const rules = flags.changed("helm-version") ? helmRules(flags.text("helm-version")) : newest;
  const helmFlags = [...command.flags(rules), ...globalFlags(rules)];
  if (flags.bool("help")) {
    print(helpText(what, ownFlags, rules.version, helmFlags));
    return exitCode.ok;
  }
  const helmArgs = [command.name, ...split.helm];
  const parsed = usage(() => parseCommand(helmArgs, rules), [...ownFlags, ...helmFlags]);
  const view = runView(flags);
  const policy = findingPolicy(flags);
  const namespace = parsed.flags.text("namespace") || "default";
  const before = what.startsInstalled ? earlierSteps({ ...parsed, namespace }, flags) : [];
  const base = flags.changed("scenario") ? await readScenario(flags.text("scenario")) : defaultScenario;
  const scenario: Scenario = {
    ...base,
    ...overrides(flags),
    directory: ".",
    steps: [
      {
        kind: "helm",
        command: `helm ${quoteWords(helmArgs)}`,
        args: helmArgs,
        timeout: undefined,
        place: {},
      },
    ],
  };
  const result = runScenario(scenario, { namespace, settle: true, before }, view, policy);
  printView(view, [result.recording], print);
  return result.exitCode;
}

const helpText = (
  { command, about }: ReleaseCommand,
  ownFlags: readonly FlagSpec[],
  helmVersion: string,
  helmFlags: readonly FlagSpec[],
): string => `${about}
What Helm itself prints goes to standard error.

Usage: seatrial ${command.name} ${command.operands} [flags]

Flags of the simulation:
${flagHelp(ownFlags)}

Flags of helm ${command.name} ${helmVersion}:
${flagHelp(helmFlags)}

Exit codes: 0 the simulated command succeeded, 1 it failed, 2 wrong usage or input.
`;
