import { simulateScenario } from "../node/simulate-scenario.ts";
import type { Recording } from "../recording/recording.ts";
import type { NamedRun } from "../review/comparison.ts";
import type { SeatrialError } from "../util/errors.ts";
import { didYouMean } from "../util/nearest-word.ts";
import { type ReleaseCommand, readReleaseRun } from "./release-command.ts";
import { UsageError } from "./usage-error.ts";

const releases: Readonly<Record<string, () => Promise<{ readonly release: ReleaseCommand }>>> = {
  install: () => import("./install.ts"),
  upgrade: () => import("./upgrade.ts"),
  rollback: () => import("./rollback.ts"),
  uninstall: () => import("./uninstall.ts"),
  test: () => import("./test.ts"),
};

/** One command of Helm with each of two versions. @throws UsageError, and the chart's error if it renders with neither */
export async function runsOfVersions(
  versions: readonly string[],
  [word = "", ...args]: readonly string[],
): Promise<readonly [NamedRun, NamedRun]> {
  const load = Object.hasOwn(releases, word) ? releases[word] : undefined;
  if (load === undefined)
    throw new UsageError(
      `seatrial diff runs ${Object.keys(releases).join(", ")}, not "${word}".${didYouMean(word, Object.keys(releases))}`,
    );
  const [one, other, ...more] = versions;
  if (one === undefined || other === undefined || more.length > 0)
    throw new UsageError("seatrial diff needs two versions: --helm-version 3.17.3,4.1.4");
  const { release } = await load();
  const before = await simulated(release, one, args);
  const after = await simulated(release, other, args);
  if (before.error !== undefined && after.error !== undefined) throw before.error;
  return [named(before.recording), named(after.recording)];
}

const named = (recording: Recording): NamedRun => ({ name: `Helm ${recording.helmVersion}`, recording });

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
