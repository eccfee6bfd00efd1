import { makePlan } from "../explore/plan/make-plan.ts";
import { planText } from "../explore/plan/plan-text.ts";
import { gather } from "../findings/inspect.ts";
import { type FlagSpec, flag } from "../helm/flags/flag-spec.ts";
import { parseCommand } from "../helm/flags/parse-command.ts";
import { installCommand } from "../helm/flags/release-commands.ts";
import { globalFlags } from "../helm/flags/shared-flags.ts";
import { helmRules } from "../helm/profiles/helm-rules.ts";
import { nodeAdapters } from "../node/node-adapters.ts";
import { readScenario } from "../node/read-scenario.ts";
import { defaultScenario } from "../scenario/scenario.ts";
import type { SeatrialError } from "../util/errors.ts";
import { quoteWords } from "../util/quote-words.ts";
import { askedHelm } from "./asked-helm.ts";
import { exitCode } from "./exit-code.ts";
import { flagHelp } from "./flag-help.ts";
import { placeAndHint } from "./print-error.ts";
import { readFlags, usage } from "./read-flags.ts";
import { overrides, versionFlags } from "./simulation-flags.ts";
import { splitFlags } from "./split-flags.ts";
import { print, printText, tell } from "./streams.ts";
import { wordOf } from "./word-of.ts";

const ownFlags: readonly FlagSpec[] = [
  ...versionFlags,
  flag("scenario", "string", "a scenario file; its cluster, images and containers count, its steps do not"),
  flag("output", "format", "text or json", { shorthand: "o", default: "text" }),
  flag("help", "bool", "print this", { shorthand: "h" }),
];

export const help =
  (): string => `Shows in which order helm install does what, and why: phases, hooks by weight and name, manifests by kind, what
is waited for, where the durations come from, the critical path, and what is taken for granted. Takes the flags of helm
install.

Usage: seatrial plan [NAME] CHART [flags]

Flags:
${flagHelp(ownFlags)}

Exit codes: 0 planned, 1 the simulated installation fails, 2 wrong usage or input.
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
  const rules = askedHelm(flags);
  const specs = [...installCommand.flags(rules), ...globalFlags(rules)];
  const given = ["install", ...split.helm];
  const parsed = usage(() => parseCommand(given, rules), [...ownFlags, ...specs]);
  const named =
    parsed.operands.length > 1 || parsed.flags.bool("generate-name") || parsed.flags.changed("name-template");
  const helmArgs = named ? given : ["install", "demo", ...split.helm];
  const base = flags.changed("scenario") ? await readScenario(flags.text("scenario")) : defaultScenario;
  const step = {
    kind: "helm",
    command: `helm ${quoteWords(helmArgs)}`,
    args: helmArgs,
    timeout: undefined,
    place: {},
  } as const;
  const errors: SeatrialError[] = [];
  const evidence = gather(
    { ...base, ...overrides(flags), directory: ".", steps: [step] },
    nodeAdapters,
    {
      namespace: parsed.flags.text("namespace") || "default",
      settle: true,
      onChartError: (error) => errors.push(error),
    },
    "none",
    undefined,
  );
  const plan = makePlan(evidence);
  if (errors.length > 0) {
    tell(`${plan.failure}\n${errors.map(placeAndHint).join("")}`);
    return exitCode.usage;
  }
  printText(format === "json" ? `${JSON.stringify(plan, undefined, 2)}\n` : planText(plan));
  return plan.failure === "" ? exitCode.ok : exitCode.failed;
}
