import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { listFolder } from "../check/list-folder.ts";
import { makePlan } from "../explore/plan/make-plan.ts";
import type { Evidence } from "../findings/evidence.ts";
import { gather } from "../findings/inspect.ts";
import { flag } from "../helm/flags/flag-spec.ts";
import { nodeAdapters } from "../node/node-adapters.ts";
import { startingScenario } from "../report/starting-scenario.ts";
import { defaultScenario } from "../scenario/scenario.ts";
import type { SeatrialError } from "../util/errors.ts";
import { quoteWords } from "../util/quote-words.ts";
import { exitCode } from "./exit-code.ts";
import { flagHelp } from "./flag-help.ts";
import { placeAndHint } from "./print-error.ts";
import { readFlags } from "./read-flags.ts";
import { print } from "./streams.ts";
import { UsageError } from "./usage-error.ts";
import { valueFlags, valueWords } from "./value-flags.ts";

const flags = [
  ...valueFlags,
  flag("force", "bool", "replace a scenario that is there"),
  flag("help", "bool", "print this", { shorthand: "h" }),
];

export const help =
  (): string => `Writes scenarios/CHART.yaml: a first scenario for a chart, with its hooks, its workloads, and how long they are
taken to run.

Usage: seatrial init CHART [flags]

Flags:
${flagHelp(flags)}

Exit codes: 0 written, 2 wrong usage or input, or the chart cannot be installed as it is.
`;

export async function run(args: readonly string[]): Promise<number> {
  const { flags: values, operands } = readFlags(args, flags);
  if (values.bool("help")) {
    print(help());
    return exitCode.ok;
  }
  const [chart, ...others] = operands;
  if (chart === undefined || others.length > 0)
    throw new UsageError("seatrial init takes one chart.", "seatrial init --help tells more.");
  const name = basename(resolve(chart)).replace(/-\d[^/]*\.tgz$/, "");
  const file = join("scenarios", `${name}.yaml`);
  if (existsSync(file) && !values.bool("force"))
    throw new UsageError(`${file} is there already.`, "--force replaces it.");
  const evidence = install(
    name,
    chart,
    valueWords(values, (path) => path),
  );
  const fromScenario = (path: string): string => relative("scenarios", path).replaceAll("\\", "/");
  const text = startingScenario({
    name,
    chart: fromScenario(chart),
    values: valueWords(values, fromScenario),
    valuesFiles: listFolder(join(chart, "ci")).some((each) => each.endsWith("-values.yaml"))
      ? fromScenario(join(chart, "ci/*-values.yaml"))
      : "",
    recording: evidence.recording,
    others: makePlan(evidence).others,
  });
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  print(`${file} is written. seatrial check runs it, and writes its snapshot.\n`);
  return exitCode.ok;
}

/** What the chart does when it is installed. @throws UsageError where it cannot be */
function install(name: string, chart: string, values: readonly string[]): Evidence {
  const args = ["install", name, chart, ...values, "--wait"];
  const errors: SeatrialError[] = [];
  const step = {
    kind: "helm",
    command: `helm ${quoteWords(args)}`,
    args,
    timeout: undefined,
    place: {},
  } as const;
  const evidence = gather(
    { ...defaultScenario, steps: [step] },
    nodeAdapters,
    { settle: true, onChartError: (error) => errors.push(error) },
    "none",
    undefined,
  );
  const [done] = evidence.recording.steps;
  if (done !== undefined && done.exitCode !== 0)
    throw new UsageError(
      `The chart cannot be installed as it is:\n${done.stderr.trimEnd()}`,
      errors.map(placeAndHint).join("").trimEnd() || "-f and --set give it the values that it needs.",
    );
  return evidence;
}
