import { flag } from "../helm/flags/flag-spec.ts";
import { simulateScenario } from "../node/simulate-scenario.ts";
import { compareRecordings } from "../recording/compare.ts";
import type { Recording } from "../recording/recording.ts";
import { differencesText } from "../report/differences-text.ts";
import type { SeatrialError } from "../util/errors.ts";
import { didYouMean } from "../util/nearest-word.ts";
import { exitCode } from "./exit-code.ts";
import { flagHelp } from "./flag-help.ts";
import { readFlags } from "./read-flags.ts";
import { type ReleaseCommand, readReleaseRun } from "./release-command.ts";
import { splitFlags } from "./split-flags.ts";
import { print } from "./streams.ts";
import { UsageError } from "./usage-error.ts";

const flags = [
  flag("helm-version", "strings", "the two versions, separated by a comma: 3.17.3,4.1.4"),
  flag("detailed-exitcode", "bool", "exit with 3 if there is a difference"),
  flag("help", "bool", "print this", { shorthand: "h" }),
];

const help = `Simulates one command of Helm with two versions of Helm, and tells in what the runs differ: how they end and what they
print, which hooks run, what becomes of objects, how long all that takes and in which order it comes. What is called by
a name such as web~1~2 has a name that is drawn at random.

Usage: seatrial diff --helm-version A,B COMMAND [flags of the command]

COMMAND is install, upgrade, rollback, uninstall or test, as seatrial COMMAND takes it.

Flags:
${flagHelp(flags)}

Exit codes: 0 compared, 2 wrong usage or input, 3 with --detailed-exitcode: the runs differ.
`;

const releases: Readonly<Record<string, () => Promise<{ readonly release: ReleaseCommand }>>> = {
  install: () => import("./install.ts"),
  upgrade: () => import("./upgrade.ts"),
  rollback: () => import("./rollback.ts"),
  uninstall: () => import("./uninstall.ts"),
  test: () => import("./test.ts"),
};

/** `seatrial diff --helm-version A,B install demo ./chart` */
export async function run(args: readonly string[]): Promise<number> {
  const split = splitFlags(args, flags.slice(0, 2), []);
  const own = readFlags(split.own, flags).flags;
  const [word, ...rest] = split.helm;
  if (word === undefined || word === "--help" || word === "-h") {
    if (word === undefined)
      throw new UsageError("seatrial diff needs a command of Helm.", "seatrial diff --help tells more.");
    print(help);
    return exitCode.ok;
  }
  const load = Object.hasOwn(releases, word) ? releases[word] : undefined;
  if (load === undefined)
    throw new UsageError(
      `seatrial diff runs ${Object.keys(releases).join(", ")}, not "${word}".${didYouMean(word, Object.keys(releases))}`,
    );
  const [one, other, ...more] = own.all("helm-version");
  if (one === undefined || other === undefined || more.length > 0)
    throw new UsageError("seatrial diff needs two versions: --helm-version 3.17.3,4.1.4");
  const { release } = await load();
  const runs = [await simulated(release, one, rest), await simulated(release, other, rest)] as const;
  const [{ recording: before, error }, { recording: after, error: otherError }] = runs;
  if (error !== undefined && otherError !== undefined) throw error;
  const differences = compareRecordings(before, after);
  const names = { before: `Helm ${before.helmVersion}`, after: `Helm ${after.helmVersion}` };
  print(differencesText(differences, names));
  return own.bool("detailed-exitcode") && differences.length > 0 ? exitCode.differs : exitCode.ok;
}

/** The run with one version, and why the chart cannot be loaded or rendered, if so. */
async function simulated(
  release: ReleaseCommand,
  version: string,
  args: readonly string[],
): Promise<{ readonly recording: Recording; readonly error: SeatrialError | undefined }> {
  const { scenario, options } = await readReleaseRun(release, [`--helm-version=${version}`, ...args]);
  const errors: SeatrialError[] = [];
  const recording = simulateScenario(scenario, { ...options, onChartError: (error) => errors.push(error) });
  return { recording, error: errors[0] };
}
