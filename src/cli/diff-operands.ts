import { existsSync, readFileSync, statSync } from "node:fs";
import type { Adapters } from "../adapters.ts";
import { inspect } from "../findings/inspect.ts";
import { gitAdapters } from "../node/git-adapters.ts";
import { GitTree } from "../node/git-tree.ts";
import { nodeAdapters } from "../node/node-adapters.ts";
import { deserializeRecording } from "../recording/deserialize.ts";
import type { NamedRun } from "../review/comparison.ts";
import { SeatrialError } from "../util/errors.ts";
import { release } from "./install.ts";
import { readReleaseRun } from "./release-command.ts";
import { UsageError } from "./usage-error.ts";

/** How an operand is to be installed. */
interface Installation {
  readonly args: readonly string[];
  readonly adapters: Adapters;
}

/**
 * What an operand of `seatrial diff` names, as a run: a recording as it is; anything else as an installation of it.
 *
 * @param chart the chart for operands that are none themselves, or ""
 * @param args flags of `seatrial install`
 * @throws UsageError, SeatrialError
 */
export async function runOf(word: string, chart: string, args: readonly string[]): Promise<NamedRun> {
  if (isFile(word) && word.endsWith(".json"))
    return { name: word, recording: deserializeRecording(readFileSync(word, "utf8"), word) };
  const { args: own, adapters } = installation(word, chart);
  const run = await readReleaseRun(release, ["demo", ...own, ...args]);
  // the command is the same, however the operands are called
  const steps = run.scenario.steps.map((step) => ({ ...step, command: "helm install demo" }));
  const errors: SeatrialError[] = [];
  const recording = inspect({ ...run.scenario, steps }, adapters, {
    ...run.options,
    onChartError: (error) => errors.push(error),
  });
  const [error] = errors;
  if (error !== undefined)
    throw new SeatrialError(error.code, `${word}: ${error.message}`, {
      ...error.place,
      hint: error.hint,
      cause: error,
    });
  const name = /^v?\d+\.\d+\.\d+\S*$/.test(word) ? `Helm ${recording.helmVersion}` : word;
  return { name, recording };
}

const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() === true;

const isValues = (path: string): boolean => /\.ya?ml$/.test(path);

function installation(word: string, chart: string): Installation {
  const withChart = (more: readonly string[], adapters: Adapters = nodeAdapters): Installation => {
    if (chart === "")
      throw new UsageError(
        `${word} is no chart: say of which chart it is with --chart.`,
        "seatrial diff --chart ./chart values-a.yaml values-b.yaml",
      );
    return { args: [chart, ...more], adapters };
  };
  if (existsSync(word)) return isFile(word) && isValues(word) ? withChart(["--values", word]) : plain(word);
  if (/^v?\d+\.\d+\.\d+\S*$/.test(word)) return withChart(["--helm-version", word.replace(/^v/, "")]);
  const [, ref, path] = /^([^:]+):(?!\/\/)(.+)$/.exec(word) ?? [];
  if (ref === undefined || path === undefined) return plain(word);
  const adapters = gitAdapters(GitTree.open(path, ref));
  return isValues(path) ? withChart(["--values", path], withValuesOf(adapters)) : { args: [path], adapters };
}

const plain = (chart: string): Installation => ({ args: [chart], adapters: nodeAdapters });

/** Charts from the disk, files of values from elsewhere. */
const withValuesOf = (adapters: Adapters): Adapters => ({
  ...nodeAdapters,
  chartSource: (options) => {
    const { userValues } = adapters.chartSource(options);
    return { ...nodeAdapters.chartSource(options), userValues };
  },
});
