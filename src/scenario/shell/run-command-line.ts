import { baseName, handlers, harmless } from "./commands.ts";
import { ShellSyntaxError } from "./lexer.ts";
import { ExitScript, type FileChange, LeaveLoop, Machine, NotPlain, RunsForever } from "./machine.ts";
import { parseShell } from "./parser.ts";
import { runScript } from "./run-script.ts";

/** What a command line would do, told from its text alone. */
export interface Outcome {
  /** milliseconds until it ends; undefined: never */
  readonly run: number | undefined;
  readonly exitCode: number;
  /** its exit code when SIGTERM comes; undefined: it takes no notice */
  readonly onTerm: number | undefined;
  /** it waits for somebody else, who was taken to be ready */
  readonly assumedReady: boolean;
  /** what it writes, as far as that is told by plain words */
  readonly output: readonly { readonly time: number; readonly text: string }[];
  /** files that it makes and removes */
  readonly files: ReadonlyMap<string, readonly FileChange[]>;
}

/**
 * Walks through a container's command line in imagined time. Only what is plain is told: `sleep`, `exit`, `echo`, loops,
 * conditions on what the script itself did, and loops that wait until somebody answers. Undefined for all else.
 * `existing` says of some files whether they are there at the start.
 */
export function runCommandLine(
  argv: readonly string[],
  environment: ReadonlyMap<string, string | undefined>,
  existing: ReadonlyMap<string, boolean> = new Map(),
): Outcome | undefined {
  const machine = new Machine(new Map(environment), runArgv);
  for (const [path, exists] of existing) machine.setFile(path, exists);
  let forever = false;
  try {
    runArgv(argv, machine);
  } catch (error) {
    if (error instanceof NotPlain || error instanceof ShellSyntaxError || error instanceof LeaveLoop)
      return undefined;
    if (error instanceof ExitScript) machine.status = error.code;
    else if (error instanceof RunsForever) forever = true;
    else throw error;
  }
  return {
    run: forever ? undefined : Math.round(machine.time),
    exitCode: forever ? 0 : machine.status,
    onTerm: machine.waited && machine.termTrap !== undefined ? trapStatus(machine.termTrap) : undefined,
    assumedReady: machine.assumedReady,
    output: machine.output,
    files: machine.files,
  };
}

const trapStatus = (script: string): number => {
  const outcome = runCommandLine(["sh", "-c", script], new Map());
  return outcome === undefined || outcome.run === undefined ? 143 : outcome.exitCode;
};

function runArgv(argv: readonly string[], machine: Machine): void {
  const [path = "", ...args] = argv;
  const name = baseName(path);
  machine.countCommand();
  if (/^(ba|da|a|k|z)?sh$/.test(name)) runShell(args, machine);
  else if (harmless.has(name)) {
    if (name === "set") setOptions(args, machine);
    machine.print(name, argv);
    machine.status = 0;
  } else {
    const handler = handlers.get(name);
    if (handler === undefined) throw new NotPlain();
    machine.status = handler(args, machine);
  }
}

/** `sh -ec SCRIPT`, `bash -o pipefail -c SCRIPT`. */
function runShell(args: readonly string[], machine: Machine): void {
  const child = machine.fork();
  child.errexit = false;
  let at = 0;
  for (; args[at]?.startsWith("-") || args[at]?.startsWith("+"); at++) {
    const flag = args[at] ?? "";
    setOptions([flag], child);
    if (/^-\w*o$/.test(flag)) at++;
    if (!flag.startsWith("--") && /^-\w*c/.test(flag)) {
      const script = args[at + 1];
      if (script === undefined) throw new NotPlain();
      try {
        runScript(parseShell(script), child);
      } finally {
        machine.termTrap ??= child.termTrap;
        machine.waited ||= child.waited;
      }
      machine.join(child);
      return;
    }
  }
  throw new NotPlain();
}

function setOptions(args: readonly string[], machine: Machine): void {
  for (const arg of args) if (/^-[a-z]*e/.test(arg)) machine.errexit = true;
}
