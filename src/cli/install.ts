import { flag } from "../helm/flags/flag-spec.ts";
import { parseCommand } from "../helm/flags/parse-command.ts";
import { installCommand } from "../helm/flags/release-commands.ts";
import { globalFlags } from "../helm/flags/shared-flags.ts";
import { helmRules } from "../helm/profiles/helm-rules.ts";
import { readScenario } from "../node/read-scenario.ts";
import { serializeRecording } from "../recording/serialize.ts";
import { defaultScenario, type Scenario } from "../scenario/scenario.ts";
import { exitCode } from "./exit-code.ts";
import { flagHelp } from "./flag-help.ts";
import { quoteWords } from "./quote-words.ts";
import { readFlags, usage } from "./read-flags.ts";
import { runScenario } from "./run-scenario.ts";
import { outputFormat, overrides, simulationFlags } from "./simulation-flags.ts";
import { splitFlags } from "./split-flags.ts";
import { print } from "./streams.ts";

const ownFlags = [
  ...simulationFlags,
  flag("scenario", "string", "a scenario file; its cluster, images and containers count, its steps do not"),
  flag("help", "bool", "print this", { shorthand: "h" }),
];

/**
 * `seatrial install NAME CHART`: a scenario of one step. After the step the simulation goes on until the cluster is
 * calm, so that the trace shows every pod to its end.
 */
export async function run(args: readonly string[]): Promise<number> {
  const newest = helmRules();
  const split = splitFlags(args, ownFlags, [...installCommand.flags(newest), ...globalFlags(newest)]);
  const { flags } = readFlags(split.own, ownFlags);
  const rules = flags.changed("helm-version") ? helmRules(flags.text("helm-version")) : newest;
  const helmFlags = [...installCommand.flags(rules), ...globalFlags(rules)];
  if (flags.bool("help")) {
    print(helpText(rules.version, flagHelp(helmFlags)));
    return exitCode.ok;
  }
  const helmArgs = ["install", ...split.helm];
  const parsed = usage(() => parseCommand(helmArgs, rules), [...ownFlags, ...helmFlags]);
  const format = outputFormat(flags);
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
  const result = runScenario(
    scenario,
    { namespace: parsed.flags.text("namespace") || "default", settle: true },
    { rows: format === "watch", timestamps: flags.bool("timestamps") },
  );
  if (format === "json") print(serializeRecording(result.recording));
  return result.exitCode;
}

const helpText = (
  helmVersion: string,
  helmFlags: string,
): string => `Shows what helm install would do: the rows of
kubectl get pod -w, from the first pod until nothing is left to happen but what goes on for ever. What Helm itself
prints goes to standard error.

Usage: seatrial install [NAME] CHART [flags]

Flags of the simulation:
${flagHelp(ownFlags)}

Flags of helm install ${helmVersion}:
${helmFlags}

Exit codes: 0 installed, 1 the simulated install failed, 2 wrong usage or input.
`;
