import type { CommandSpec } from "../helm/flags/command-spec.ts";
import { type FlagSpec, flag } from "../helm/flags/flag-spec.ts";
import type { FlagValues } from "../helm/flags/flag-values.ts";
import { parseCommand } from "../helm/flags/parse-command.ts";
import { globalFlags } from "../helm/flags/shared-flags.ts";
import { type HelmRules, helmRules } from "../helm/profiles/helm-rules.ts";
import { readScenario } from "../node/read-scenario.ts";
import { defaultScenario, type Scenario } from "../scenario/scenario.ts";
import type { SimulateOptions } from "../simulate.ts";
import { quoteWords } from "../util/quote-words.ts";
import { askedHelm } from "./asked-helm.ts";
import { exitCode } from "./exit-code.ts";
import { findingPolicy } from "./finding-flags.ts";
import { flagHelp } from "./flag-help.ts";
import { earlierSteps, fromFlags } from "./from-flags.ts";
import { readFlags, usage } from "./read-flags.ts";
import { runScenario } from "./run-scenario.ts";
import { printView, runView } from "./run-view.ts";
import { overrides, rendererOf, simulationFlags } from "./simulation-flags.ts";
import { splitFlags } from "./split-flags.ts";
import { print } from "./streams.ts";
import { UsageError } from "./usage-error.ts";

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

/** The help text of such a command, with the flags of the newest Helm. */
export const releaseHelp = (what: ReleaseCommand): string => helpText(what, readLine(what, []));

/** A command line of such a command, as it is to be simulated. */
export interface ReleaseRun {
  readonly flags: FlagValues;
  readonly scenario: Scenario;
  readonly options: Pick<SimulateOptions, "namespace" | "settle" | "before">;
}

/** Runs a command of Helm, and shows what happens. */
export async function runReleaseCommand(what: ReleaseCommand, args: readonly string[]): Promise<number> {
  const line = readLine(what, args);
  if (line.flags.bool("help")) {
    print(helpText(what, line));
    return exitCode.ok;
  }
  const { flags, scenario, options } = await releaseRun(what, line);
  const view = runView(flags);
  const result = runScenario(scenario, options, view, findingPolicy(flags), rendererOf(flags));
  await printView(view, [result.recording], print);
  return result.exitCode;
}

/**
 * Reads a command of Helm as a scenario of one step. After the step the simulation goes on until the cluster is calm,
 * so that the trace shows every pod to its end.
 */
export const readReleaseRun = (what: ReleaseCommand, args: readonly string[]): Promise<ReleaseRun> =>
  releaseRun(what, readLine(what, args));

/** A command line in its two parts. */
interface CommandLine {
  readonly ownFlags: readonly FlagSpec[];
  readonly flags: FlagValues;
  readonly rules: HelmRules;
  readonly helmFlags: readonly FlagSpec[];
  readonly helmArgs: readonly string[];
}

function readLine(what: ReleaseCommand, args: readonly string[]): CommandLine {
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
  const rules = askedHelm(flags);
  const helmFlags = [...command.flags(rules), ...globalFlags(rules)];
  return { ownFlags, flags, rules, helmFlags, helmArgs: [command.name, ...split.helm] };
}

async function releaseRun(
  what: ReleaseCommand,
  { ownFlags, flags, rules, helmFlags, helmArgs }: CommandLine,
): Promise<ReleaseRun> {
  const { command } = what;
  const parsed = usage(() => parseCommand(helmArgs, rules), [...ownFlags, ...helmFlags]);
  const mistake = command.mistake?.(parsed.operands, parsed.flags);
  if (mistake !== undefined)
    throw new UsageError(
      `${mistake}\n\nUsage:  seatrial ${command.name} ${command.operands} [flags]`,
      `seatrial ${command.name} --help tells more.`,
    );
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
  return { flags, scenario, options: { namespace, settle: true, before } };
}

const helpText = (
  { command, about }: ReleaseCommand,
  { ownFlags, rules, helmFlags }: CommandLine,
): string => `${about}
What Helm itself prints goes to standard error.

Usage: seatrial ${command.name} ${command.operands} [flags]

Flags of the simulation:
${flagHelp(ownFlags)}

Flags of helm ${command.name} ${rules.version}:
${flagHelp(helmFlags)}

Exit codes: 0 the simulated command succeeded, 1 it failed, 2 wrong usage or input.
`;
