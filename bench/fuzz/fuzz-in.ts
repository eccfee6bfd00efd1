import { ScenarioError } from "../../src/scenario/source/scenario-error.ts";
import { Random } from "../../src/sim/random.ts";
import { SimulationError } from "../../src/sim/simulation-error.ts";
import { SeatrialError } from "../../src/util/errors.ts";
import { InvariantBroken } from "./target.ts";
import { loadTarget } from "./targets.ts";

export interface Task {
  readonly target: string;
  readonly seed: number;
  readonly from: number;
  readonly to: number;
  readonly seconds: number;
}

export interface Defect {
  readonly index: number;
  readonly what: string;
  readonly input: string;
}

/** What a process has come to: `next` is the input that it turns to now. */
export interface Progress {
  readonly next: number;
  readonly defects: readonly Defect[];
}

/** Starting the program for each input, and whole simulations, take longer. */
const slow: ReadonlySet<string> = new Set(["command-line", "model", "objects"]);

/** Milliseconds of computing for one input. */
export const patience = (target: string): number => (slow.has(target) ? 60_000 : 10_000);

function computed(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Feeds one input after the other to a target and tells how it goes. */
export async function fuzzIn({ target: name, seed, from, to, seconds }: Task): Promise<void> {
  const target = await loadTarget(name);
  const random = new Random(seed);
  const end = Date.now() + seconds * 1000;
  // awaited: what a crash or a hang leaves unsent would be told too late
  const tell = (progress: Progress): Promise<unknown> =>
    new Promise((resolve) => process.send?.(progress, resolve));
  for (let index = from; index < to && Date.now() < end; index++) {
    const input = target.input(random.stream("fuzz", name, index));
    await tell({ next: index, defects: [] });
    const before = computed();
    let what: string | undefined;
    try {
      await target.run(input);
    } catch (error) {
      what = defect(error);
    }
    if (computed() - before > patience(name)) what ??= `takes more than ${patience(name) / 1000} s`;
    await tell({
      next: index + 1,
      defects: what === undefined ? [] : [{ index, what, input: shown(input) }],
    });
  }
}

/** What the JavaScript engine says when a program is wrong. */
const engineWords =
  /Cannot (read|set|convert|access|destructure)|is not (a function|iterable|defined|a constructor)|Maximum call stack|Invalid (string|array|typed array) length|Invalid time value|\.ts:\d+/;

/** Undefined for an error that is made for users. */
function defect(error: unknown): string | undefined {
  if (!(error instanceof Error)) return `throws ${String(error)}`;
  const text = `${error.name}: ${error.message.slice(0, 300)}`;
  if (error instanceof InvariantBroken || engineWords.test(error.message)) return `${text}\n${where(error)}`;
  const forUsers = [SeatrialError, ScenarioError, SimulationError].some((kind) => error instanceof kind);
  // Below the commands, what Helm says is a plain Error with Helm's words.
  if (forUsers || error.constructor === Error || Object.getPrototypeOf(error.constructor) === Error) {
    const engine = [TypeError, RangeError, ReferenceError, SyntaxError, EvalError, URIError];
    if (!engine.some((kind) => error instanceof kind)) return undefined;
  }
  return forUsers ? undefined : `${text}\n${where(error)}`;
}

const where = (error: Error): string => (error.stack ?? "").split("\n").slice(1, 6).join("\n");

function shown(input: unknown): string {
  const text = input instanceof Uint8Array ? Buffer.from(input).toString("base64") : JSON.stringify(input);
  return text.length > 2000 ? `${text.slice(0, 2000)} …` : text;
}
