import { commands as helmCommands } from "../../helm/flags/commands.ts";
import type { Place } from "../../util/errors.ts";
import { didYouMean } from "../../util/nearest-word.ts";
import { ShellSyntaxError, shellTokens } from "../shell/lexer.ts";
import { literal } from "../shell/word.ts";
import { helmMistake, kubectlMistake } from "./client-mistake.ts";
import type { Step, StepSignal, StepTimeout } from "./step.ts";

/** A step that is not one command as the simulator knows them; `offset` and `length` point into the command. */
export class StepError extends Error {
  constructor(
    message: string,
    readonly offset: number,
    readonly hint = "",
    /** undefined: up to the end of the command */
    readonly length?: number,
  ) {
    super(message);
  }
}

interface Argument {
  readonly text: string;
  readonly start: number;
}

const commands = ["helm", "kubectl", "sleep", "timeout"];

/** Reads a command as typed in a shell. @throws StepError */
export function parseStep(command: string, place: Place): Step {
  const [program, ...args] = splitWords(command);
  if (program === undefined) throw new StepError("a step needs a command.", 0);
  const common = { command, place };
  if (program.text === "sleep") return { kind: "sleep", ...common, milliseconds: sleepTime(args, program) };
  if (program.text !== "timeout") return { ...common, ...client([program, ...args], undefined, program) };
  const { timeout, rest } = timeoutOptions(args, program);
  return { ...common, ...client(rest, timeout, program) };
}

/** The words of one simple command. */
function splitWords(command: string): Argument[] {
  try {
    return shellTokens(command).map((token) => {
      const text = token.kind === "word" ? literal(token.word) : undefined;
      if (text !== undefined) return { text, start: token.start };
      if (token.kind === "word")
        throw new StepError(
          "a step has no variables and no substitutions.",
          token.start,
          "Write the value itself.",
        );
      throw new StepError(
        "a step is one command: no pipes, lists or redirections.",
        token.start,
        "Write each command as a step of its own.",
      );
    });
  } catch (error) {
    if (error instanceof ShellSyntaxError) throw new StepError(`${error.message}.`, error.offset);
    throw error;
  }
}

function client(
  [program, ...args]: readonly Argument[],
  timeout: StepTimeout | undefined,
  start: Argument,
): { kind: "helm" | "kubectl"; args: readonly string[]; timeout: StepTimeout | undefined } {
  if (program === undefined) throw new StepError("timeout needs a command.", start.start);
  const { text } = program;
  if (text !== "helm" && text !== "kubectl")
    throw new StepError(
      `a step runs helm, kubectl or sleep, not "${text}".`,
      program.start,
      didYouMean(text, commands),
      text.length,
    );
  if (text === "helm") requireHelmCommand(args, program);
  const words = args.map((arg) => arg.text);
  const mistake = text === "helm" ? helmMistake(words) : kubectlMistake(words);
  if (mistake === undefined) return { kind: text, args: words, timeout };
  const { message, hint, place } = mistake;
  const wrong = place === undefined ? undefined : args[place];
  throw new StepError(message, (wrong ?? program).start, hint, wrong?.text.length);
}

/** A misspelt command would else come to light only in the run. */
function requireHelmCommand(args: readonly Argument[], program: Argument): void {
  const known = helmCommands.flatMap(({ name, aliases }) => [name.split(" ", 1)[0] ?? "", ...aliases]);
  if (args.some(({ text }) => known.includes(text))) return;
  const given = args.find(({ text }) => !text.startsWith("-"));
  if (given === undefined) throw new StepError("helm needs a command.", program.start);
  if (!known.includes(given.text))
    throw new StepError(
      `helm ${given.text} cannot be simulated.`,
      given.start,
      didYouMean(given.text, known),
      given.text.length,
    );
}

const unitMilliseconds: Readonly<Record<string, number>> = {
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/** `3`, `1.5s`, `2m`, and what Go durations add to that: `300ms`, `1m30s`. */
function seconds({ text, start }: Argument): number {
  const parts = [...text.matchAll(/(\d+(?:\.\d*)?|\.\d+)(ms|[smhd]?)/g)];
  const whole = parts.map((part) => part[0]).join("");
  if (whole !== text || text === "" || (parts.length > 1 && parts.some((part) => part[2] === "")))
    throw new StepError(`"${text}" is no time.`, start, "Write 3s, 300ms or 1m30s.", text.length);
  return parts.reduce(
    (sum, [, number, unit]) =>
      sum + Number(number) * (unit === "ms" ? 1 : (unitMilliseconds[unit || "s"] ?? 0)),
    0,
  );
}

function sleepTime(args: readonly Argument[], program: Argument): number {
  if (args.length === 0) throw new StepError("sleep needs a time, such as 3s.", program.start);
  return args.reduce((sum, arg) => sum + seconds(arg), 0);
}

function timeoutOptions(
  args: readonly Argument[],
  program: Argument,
): { timeout: StepTimeout; rest: readonly Argument[] } {
  let signal: StepSignal = "TERM";
  let at = 0;
  for (; args[at]?.text.startsWith("-"); at++) {
    const option = args[at] ?? program;
    const match = /^(?:-s|--signal=?)(.*)$/.exec(option.text);
    if (match === null)
      throw new StepError(`timeout has no option ${option.text} here.`, option.start, "Use -s INT.");
    const value = match[1] !== "" ? { text: match[1] ?? "", start: option.start } : (args[++at] ?? option);
    signal = signalName(value);
  }
  const after = args[at];
  if (after === undefined) throw new StepError("timeout needs a time and a command.", program.start);
  return { timeout: { signal, after: seconds(after) }, rest: args.slice(at + 1) };
}

const signals: Readonly<Record<string, StepSignal>> = {
  INT: "INT",
  "2": "INT",
  TERM: "TERM",
  "15": "TERM",
  KILL: "KILL",
  "9": "KILL",
};

function signalName({ text, start }: Argument): StepSignal {
  const signal = signals[text.toUpperCase().replace(/^SIG/, "")];
  if (signal === undefined)
    throw new StepError(`"${text}" is none of INT, TERM and KILL.`, start, "", text.length);
  return signal;
}
