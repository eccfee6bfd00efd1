import { flag } from "../helm/flags/flag-spec.ts";
import { comparisonReports } from "../report/diff/comparison-reports.ts";
import { areSame, compareRuns, type NamedRun } from "../review/comparison.ts";
import { exitCode } from "./exit-code.ts";
import { flagHelp } from "./flag-help.ts";
import { readFlags } from "./read-flags.ts";
import { splitFlags } from "./split-flags.ts";
import { print, printText } from "./streams.ts";
import { UsageError } from "./usage-error.ts";
import { meaningOf } from "./word-of.ts";

const formats = [...comparisonReports.keys()];

const flags = [
  flag("helm-version", "strings", "two versions, separated by a comma, for one command: 3.17.3,4.1.4"),
  flag("chart", "string", "the chart of operands that are none: values files, versions of Helm"),
  flag("output", "string", `how to tell: ${formats.join(", ")}`, { shorthand: "o", default: "text" }),
  flag("detailed-exitcode", "bool", "exit with 3 if there is a difference"),
  flag("help", "bool", "print this", { shorthand: "h" }),
];

export const help =
  (): string => `Tells in what two runs differ: what comes in another order, which problems are new and which are fixed, how they end and
what they print, which hooks run, what becomes of objects, and how long all that takes. What is called by a name such as
web~1~2 has a name that is drawn at random.

Usage: seatrial diff A B [flags of seatrial install]
       seatrial diff --helm-version A,B COMMAND [flags of the command]

A and B are two of these, of the same kind or not; all but recordings are installed:

  ./charts/web, web-1.2.0.tgz   a chart
  main:charts/web               a chart as a git ref has it
  prod.yaml, main:prod.yaml     a values file, for --chart
  3.17.3                        a version of Helm, for --chart
  run.json                      a recording that a run printed with -o json

COMMAND is install, upgrade, rollback, uninstall or test, as seatrial COMMAND takes it.

Flags:
${flagHelp(flags)}

Exit codes: 0 compared, 2 wrong usage or input, 3 with --detailed-exitcode: the runs differ.
`;

/** `seatrial diff main:charts/web charts/web`, `seatrial diff --helm-version A,B install demo ./chart` */
export async function run(args: readonly string[]): Promise<number> {
  const split = splitFlags(args, flags.slice(0, -1), []);
  const own = readFlags(split.own, flags).flags;
  const [first] = split.helm;
  if (first === "--help" || first === "-h") {
    print(help());
    return exitCode.ok;
  }
  if (first === undefined)
    throw new UsageError(
      "seatrial diff needs two things to compare, or a command of Helm and two versions.",
      "seatrial diff --help tells more.",
    );
  const report = meaningOf(own, "output", comparisonReports);
  const versions = own.all("helm-version");
  const runs =
    versions.length === 2
      ? await (await import("./diff-helm-versions.ts")).runsOfVersions(versions, split.helm)
      : await operandRuns(split.helm, own.text("chart"), versions);
  const comparison = compareRuns(...runs);
  printText(report(comparison));
  return own.bool("detailed-exitcode") && !areSame(comparison) ? exitCode.differs : exitCode.ok;
}

/** A and B come first, and the flags for both after them. */
async function operandRuns(
  [a = "", b = "", ...rest]: readonly string[],
  chart: string,
  versions: readonly string[],
): Promise<readonly [NamedRun, NamedRun]> {
  if (a.startsWith("-") || b === "" || b.startsWith("-"))
    throw new UsageError(
      "seatrial diff needs two things to compare, before any other flags.",
      "To compare two versions of Helm for one command say --helm-version 3.17.3,4.1.4.",
    );
  const [third] = rest;
  if (third !== undefined && !third.startsWith("-"))
    throw new UsageError(
      `seatrial diff compares two things, and "${third}" is a third.`,
      `To compare what "${[a, b, third].join(" ")}" does it needs two versions: --helm-version 3.17.3,4.1.4.`,
    );
  const { runOf } = await import("./diff-operands.ts");
  const flags = [...versions.map((version) => `--helm-version=${version}`), ...rest];
  return [await runOf(a, chart, flags), await runOf(b, chart, flags)];
}
