import { readFileSync } from "node:fs";
import { scenarioFile } from "../node/read-scenario.ts";
import { simulateScenario } from "../node/simulate-scenario.ts";
import { deserializeRecording } from "../recording/deserialize.ts";
import type { Recording } from "../recording/recording.ts";
import { loadScenario } from "../scenario/load-scenario.ts";
import type { Replay } from "../tui/replay.ts";
import { SeatrialError } from "../util/errors.ts";
import { didYouMean } from "../util/nearest-word.ts";
import { exitCode } from "./exit-code.ts";
import { type ReleaseCommand, readReleaseRun } from "./release-command.ts";
import { commandReplay, scenarioReplay } from "./replays.ts";
import { readRunCommand } from "./run.ts";
import { print } from "./streams.ts";
import { UsageError } from "./usage-error.ts";

/** What is played, and how it can be made again. */
export interface Played {
  readonly recording: Recording;
  readonly replay: Replay | undefined;
}

interface ReleaseModule {
  readonly release: ReleaseCommand;
  run(args: readonly string[]): Promise<number>;
}

const releases: Readonly<Record<string, () => Promise<ReleaseModule>>> = {
  install: () => import("./install.ts"),
  upgrade: () => import("./upgrade.ts"),
  rollback: () => import("./rollback.ts"),
  uninstall: () => import("./uninstall.ts"),
  test: () => import("./test.ts"),
};

const releaseModule = (word: string): (() => Promise<ReleaseModule>) | undefined =>
  Object.hasOwn(releases, word) ? releases[word] : undefined;

/** Simulates or reads what is to be played. @throws SeatrialError */
export async function playedRun(word: string, args: readonly string[]): Promise<Played> {
  const load = releaseModule(word);
  if (load !== undefined) return playedCommand((await load()).release, args);
  if (word !== "run") {
    const recording = readRecording(word);
    if (recording !== undefined) return { recording, replay: undefined };
  }
  return playedScenario(word === "run" ? args : [word, ...args]);
}

/** Prints what is played instead: the trace, as the command itself does; gives the command's exit code. */
export async function printPlayed(word: string, args: readonly string[]): Promise<number> {
  const load = releaseModule(word);
  if (load !== undefined) return (await load()).run(args);
  const recording = word === "run" || args.includes("--help") ? undefined : readRecording(word);
  if (recording === undefined) {
    const { run } = await import("./run.ts");
    return run(word === "run" ? args : [word, ...args]);
  }
  print(recording.watch.pods.map(({ line }) => `${line}\n`).join(""));
  return exitCode.ok;
}

async function playedCommand(release: ReleaseCommand, args: readonly string[]): Promise<Played> {
  const run = await readReleaseRun(release, args);
  const errors: SeatrialError[] = [];
  const options = { ...run.options, onChartError: (error: SeatrialError) => errors.push(error) };
  const recording = simulateScenario(run.scenario, options);
  const [error] = errors;
  // without a chart there is nothing to see
  if (error !== undefined) throw error;
  return { recording, replay: await commandReplay(run, recording) };
}

async function playedScenario(args: readonly string[]): Promise<Played> {
  const { files, change, namespace } = readRunCommand(args);
  const [path, ...more] = files;
  if (path === undefined || more.length > 0)
    throw new UsageError("seatrial play shows one scenario at a time.", "seatrial play --help tells more.");
  const file = scenarioFile(path);
  const text = readText(file);
  const simulate = async (each: string): Promise<Recording> => {
    const scenario = await loadScenario({ file, text: each, readFile: (path) => readFileSync(path, "utf8") });
    return simulateScenario(change(scenario), { namespace, settle: false });
  };
  return { recording: await simulate(text), replay: scenarioReplay(file, text, simulate) };
}

/** The recording in a file; undefined if it holds something else. */
function readRecording(path: string): Recording | undefined {
  const file = scenarioFile(path);
  const text = readText(file);
  return /^\s*\{/.test(text) && text.includes('"seatrial-recording/')
    ? deserializeRecording(text, file)
    : undefined;
}

function readText(file: string): string {
  try {
    return readFileSync(file === "-" ? 0 : file, "utf8");
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    const why =
      code === "ENOENT" ? "there is no such file" : code === "EISDIR" ? "it is a folder" : String(code);
    const words = [...Object.keys(releases), "run"];
    throw new SeatrialError("unreadable", `${file} cannot be played: ${why}.`, {
      hint: `Play a command (${words.join(", ")}), a scenario file, or a recording.${didYouMean(file, words)}`,
      cause,
    });
  }
}
