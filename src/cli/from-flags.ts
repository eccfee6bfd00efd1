import type { CommandSpec } from "../helm/flags/command-spec.ts";
import { type FlagSpec, flag } from "../helm/flags/flag-spec.ts";
import type { FlagValues } from "../helm/flags/flag-values.ts";
import { gitAdapters } from "../node/git-adapters.ts";
import { GitTree } from "../node/git-tree.ts";
import { adaptersRenderedBy } from "../node/node-adapters.ts";
import { reusingAdapters } from "../node/reusing-adapters.ts";
import type { EarlierStep } from "../run-course.ts";
import type { HelmStep } from "../scenario/steps/step.ts";
import { quoteWords } from "../util/quote-words.ts";
import { rendererOf } from "./simulation-flags.ts";
import { UsageError } from "./usage-error.ts";

/** Helm's flags of values, which have a namesake for the release of before: `--from-set`. */
const valueFlags = ["values", "set", "set-string", "set-file", "set-json", "set-literal"] as const;

/** What a command that needs a release says of the one that is there. */
export const fromFlags: readonly FlagSpec[] = [
  flag("from", "string", "the chart that is installed before"),
  flag("from-ref", "string", "the chart as a git ref has it; the work tree is not touched"),
  ...valueFlags.map((name) =>
    flag(`from-${name}`, name === "values" ? "strings" : "stringArray", `--${name} of the install before`),
  ),
  flag("from-helm-version", "string", "the Helm of the install before (default: the same)"),
];

/** A rollback needs a second revision, which it takes back. */
export const revisionFlags: readonly FlagSpec[] = [
  flag("chart", "string", "the chart of the upgrade that is taken back (default: that of --from)"),
  ...valueFlags.map((name) =>
    flag(name, name === "values" ? "strings" : "stringArray", `--${name} of that upgrade`, {
      ...(name === "values" ? { shorthand: "f" } : {}),
    }),
  ),
];

export interface HelmCall {
  readonly command: CommandSpec;
  readonly operands: readonly string[];
  readonly flags: FlagValues;
  readonly namespace: string;
}

/** The commands that come before a call, so that it finds the releases that it names. @throws UsageError, SeatrialError */
export function earlierSteps(call: HelmCall, own: FlagValues): EarlierStep[] {
  const { command, operands, flags, namespace } = call;
  const upgraded = command.name === "upgrade" ? operands[1] : own.text("chart");
  const chart = own.text("from") || upgraded || "";
  if (chart === "")
    throw new UsageError(
      `seatrial ${command.name} needs the chart that is installed: --from CHART.`,
      `seatrial ${command.name} --help tells more.`,
    );
  const releases = command.name === "uninstall" ? operands : operands.slice(0, 1);
  const shared = command.name === "upgrade" ? flags : command.name === "rollback" ? own : undefined;
  const ref = own.text("from-ref");
  const here = reusingAdapters(adaptersRenderedBy(rendererOf(own)));
  const step = (args: readonly string[]): HelmStep => ({
    kind: "helm",
    command: `helm ${quoteWords(args)}`,
    args,
    timeout: undefined,
    place: {},
  });
  const helmVersion = own.changed("from-helm-version") ? own.text("from-helm-version") : undefined;
  const where = ["--namespace", namespace];
  const installs = releases.map((release) => ({
    step: step(["install", release, chart, ...where, ...valuesBefore(own, shared)]),
    adapters: ref === "" ? here : gitAdapters(GitTree.open(chart, ref)),
    helmVersion,
    mayFail: false,
  }));
  if (command.name !== "rollback") return installs;
  const values = valueFlags.flatMap((name) => own.all(name).flatMap((value) => [`--${name}`, value]));
  const upgrade = step(["upgrade", releases[0] ?? "", upgraded || chart, ...where, ...values]);
  return [...installs, { step: upgrade, adapters: here, helmVersion: undefined, mayFail: true }];
}

/**
 * The values of the install before: its own ones, and where it has none the files that the command itself names. What
 * that sets one by one is what changes.
 */
function valuesBefore(own: FlagValues, shared: FlagValues | undefined): string[] {
  const given = valueFlags.flatMap((name) =>
    own.all(`from-${name}`).flatMap((value) => [`--${name}`, value]),
  );
  return given.length > 0 ? given : (shared?.all("values") ?? []).flatMap((file) => ["--values", file]);
}
