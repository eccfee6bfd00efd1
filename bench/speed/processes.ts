import { spawnSync } from "node:child_process";
import { openSync } from "node:fs";
import { devNull } from "node:os";

const sink = openSync(devNull, "w");

/** A program with its arguments. */
export type CommandLine = readonly [string, ...string[]];

/** Runs a program to its end, its output thrown away; gives how long it took, milliseconds. */
export function timeOf([program, ...args]: CommandLine): number {
  const began = performance.now();
  const { error, status, signal } = spawnSync(program, args, { stdio: ["ignore", sink, sink] });
  if (error !== undefined) throw error;
  if (status === null || status > 1)
    throw new Error(`${program} ${args.join(" ")} ended with ${status ?? signal}`);
  return performance.now() - began;
}

/**
 * The shortest time of each command, milliseconds. They run in turn, so that all of them see the same machine, busy as it
 * may be; what else runs on it only ever adds to a time.
 */
export function shortestTimes<K extends string>(
  commands: Readonly<Record<K, CommandLine>>,
  rounds: number,
): Record<K, number> {
  const entries = Object.entries(commands) as [K, CommandLine][];
  const best = Object.fromEntries(entries.map(([name]) => [name, Number.POSITIVE_INFINITY])) as Record<
    K,
    number
  >;
  for (let round = 0; round < rounds; round++)
    for (const [name, command] of entries) best[name] = Math.min(best[name], timeOf(command));
  return best;
}

/** Runs a program of Node's that prints JSON; gives that. */
export function answerOf<T>(args: readonly string[]): T {
  const { error, status, stdout, stderr } = spawnSync(process.execPath, args, {
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

export const geometricMean = (values: readonly number[]): number =>
  Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);
