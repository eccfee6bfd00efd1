import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { type CheckSummary, passed } from "../check/case-result.ts";
import { changedFiles } from "../check/changed-files.ts";
import { readSummaries } from "../check/read-summary.ts";
import { type CheckOptions, runChecks } from "../check/run-checks.ts";
import { watchScenarios } from "../check/watch-scenarios.ts";
import { writeBaseline } from "../findings/baseline.ts";
import { flag } from "../helm/flags/flag-spec.ts";
import type { FlagValues } from "../helm/flags/flag-values.ts";
import type { ReporterFactory } from "../report/check/reporter.ts";
import { reporters } from "../report/check/reporters.ts";
import { builtWorker } from "./built-worker.ts";
import { countFlag } from "./count-flag.ts";
import { exitCode } from "./exit-code.ts";
import { type FindingChoice, findingChoice, findingFlags } from "./finding-flags.ts";
import { flagHelp } from "./flag-help.ts";
import { readFlags } from "./read-flags.ts";
import { reportOutput } from "./report-output.ts";
import { overrides, versionFlags } from "./simulation-flags.ts";
import { print } from "./streams.ts";
import { UsageError } from "./usage-error.ts";
import { valueFlags, valueWords } from "./value-flags.ts";
import { meaningOf } from "./word-of.ts";

const flags = [
  ...versionFlags,
  ...findingFlags,
  flag("update", "bool", "write snapshots anew, and remove those that belong to no scenario", {
    shorthand: "u",
  }),
  flag("reporter", "string", `how to tell: ${[...reporters.keys()].join(", ")}`, { default: "default" }),
  flag("filter", "string", "only scenarios with this in their name; with * and ? for the whole name", {
    shorthand: "t",
  }),
  flag("shard", "string", "only the i-th of n parts of the scenarios"),
  flag("merge", "bool", "run nothing: the paths are JSON reports of shards, which are told as one"),
  flag(
    "changed-since",
    "string",
    "only scenarios whose files, charts or snapshots differ from where this git branch left",
  ),
  flag("bail", "bool", "begin no more scenarios after the first that fails"),
  ...valueFlags,
  flag("snapshots", "string", "the folder of the snapshots (default: snapshots/ beside scenarios/)"),
  flag(
    "ci",
    "bool",
    "write no missing snapshots: they fail, and so do those that belong to no scenario (default: where $CI is set)",
  ),
  flag("threads", "int", "how many scenarios run at a time (default: as many as there are processors)"),
  flag("watch", "bool", "go on, and run again what a change of a file touches", { shorthand: "w" }),
  flag("help", "bool", "print this", { shorthand: "h" }),
];

export const help =
  (): string => `Runs scenarios, and holds each against what it expects and against its snapshot.

Usage: seatrial check [PATH...] [flags]

A path is a scenario file, a folder of them (default: scenarios/), or a chart, which is installed once with each of its
ci/*-values.yaml. A scenario's snapshot is written the first time; from then on, and in CI, it has to be there.

Flags:
${flagHelp(flags)}

Exit codes: 0 all is as expected, 1 something is not, 2 wrong usage, or input that cannot be read or does not render.
`;

export async function run(args: readonly string[]): Promise<number> {
  const { flags: values, operands } = readFlags(args, flags);
  if (values.bool("help")) {
    print(help());
    return exitCode.ok;
  }
  const paths = operands.length === 0 ? ["scenarios"] : operands;
  const reporter = meaningOf(values, "reporter", reporters);
  if (values.bool("merge")) return merge(operands, reporter);
  const choice = findingChoice(values);
  const options = checkOptions(values, choice);
  const once = async (changed?: readonly string[]): Promise<number> => {
    const report = reporter(reportOutput());
    const summary = await runChecks(paths, withChanged(options, changed), report);
    report.ended(summary);
    if (choice.baseline !== "")
      writeFileSync(choice.baseline, writeBaseline(summary.results.flatMap(({ findings = [] }) => findings)));
    return exitCodeOf(summary);
  };
  return values.bool("watch") ? watchScenarios(paths, once) : once();
}

function merge(files: readonly string[], reporter: ReporterFactory): number {
  if (files.length === 0)
    throw new UsageError(
      "--merge needs the JSON reports of shards.",
      "Write them with --shard 1/2 --reporter json > 1.json, and then say seatrial check --merge 1.json 2.json.",
    );
  const summary = readSummaries(files);
  const report = reporter({ ...reportOutput(), progress: undefined });
  report.started(summary.results.length);
  for (const result of summary.results) report.finished(result);
  report.ended(summary);
  return exitCodeOf(summary);
}

function exitCodeOf(summary: CheckSummary): number {
  const failures = summary.results.flatMap((result) => result.failures);
  if (failures.some(({ kind }) => kind === "input")) return exitCode.usage;
  const obsolete = summary.obsoleteIs === "failure" && summary.obsolete.length > 0;
  return summary.results.every(passed) && !obsolete ? exitCode.ok : exitCode.failed;
}

const withChanged = (options: CheckOptions, changed: readonly string[] | undefined): CheckOptions =>
  changed === undefined ? options : { ...options, selection: { ...options.selection, changed } };

function checkOptions(flags: FlagValues, findings: FindingChoice): CheckOptions {
  const inCi = flags.changed("ci") ? flags.bool("ci") : !["", "0", "false"].includes(process.env.CI ?? "");
  return {
    overrides: {
      ...overrides(flags),
      flags: valueWords(flags, (file) => resolve(file)),
      ...(flags.changed("snapshots") ? { snapshots: flags.text("snapshots") } : {}),
    },
    selection: {
      ...(flags.changed("filter") ? { filter: flags.text("filter") } : {}),
      ...(flags.changed("shard") ? { shard: shardOf(flags.text("shard")) } : {}),
      ...(flags.changed("changed-since") ? { changed: changedFiles(flags.text("changed-since")) } : {}),
    },
    update: flags.bool("update") ? "all" : inCi ? "none" : "new",
    findings: findings.thorough ? findings : undefined,
    bail: flags.bool("bail"),
    threads: flags.changed("threads") ? countFlag(flags, "threads") : undefined,
    worker: builtWorker("check-worker"),
  };
}

function shardOf(text: string): { index: number; of: number } {
  const [, index = 0, of = 0] = (/^(\d{1,6})\/(\d{1,6})$/.exec(text) ?? []).map(Number);
  if (index < 1 || index > of) throw new UsageError(`--shard is a part such as 1/4, not "${text}".`);
  return { index, of };
}
