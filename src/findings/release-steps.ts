import { FlagError } from "../helm/flags/flag-error.ts";
import type { FlagValues } from "../helm/flags/flag-values.ts";
import { type ParsedCommand, parseCommand } from "../helm/flags/parse-command.ts";
import { helmRules } from "../helm/profiles/helm-rules.ts";
import type { RecordedStep } from "../recording/recording.ts";
import type { Scenario } from "../scenario/scenario.ts";

/** A command of Helm that changes a release, and what came of it. */
export interface ReleaseStep {
  readonly command: "install" | "upgrade" | "rollback" | "uninstall" | "test";
  /** the release's name; "" if Helm makes it up */
  readonly release: string;
  /** as given; "" for commands that take none */
  readonly chart: string;
  readonly flags: FlagValues;
  readonly recorded: RecordedStep;
}

const changing: readonly string[] = ["install", "upgrade", "rollback", "uninstall", "test"];

/** Helm's commands on releases in a run; those that Helm would not understand, and dry runs, are left out. */
export function releaseSteps(scenario: Scenario, recorded: readonly RecordedStep[]): ReleaseStep[] {
  const rules = helmRules(scenario.helmVersion);
  const run = scenario.steps.filter((step) => step.kind !== "sleep");
  return recorded.flatMap((entry, i) => {
    const step = run[i];
    if (step?.kind !== "helm") return [];
    const parsed = tryParse(() => parseCommand(step.args, rules));
    if (parsed === undefined || isDryRun(parsed.flags)) return [];
    const command = changing.find((name) => name === parsed.command.name) as
      | ReleaseStep["command"]
      | undefined;
    if (command === undefined) return [];
    return [{ command, ...operands(command, parsed), flags: parsed.flags, recorded: entry }];
  });
}

function operands(
  command: ReleaseStep["command"],
  { operands: [first = "", second] }: ParsedCommand,
): Pick<ReleaseStep, "release" | "chart"> {
  if (command === "install")
    return second === undefined ? { release: "", chart: first } : { release: first, chart: second };
  return { release: first, chart: command === "upgrade" ? (second ?? "") : "" };
}

const isDryRun = (flags: FlagValues): boolean =>
  flags.changed("dry-run") && !["none", "false"].includes(flags.text("dry-run"));

function tryParse(parse: () => ParsedCommand): ParsedCommand | undefined {
  try {
    return parse();
  } catch (error) {
    if (error instanceof FlagError) return undefined;
    throw error;
  }
}
