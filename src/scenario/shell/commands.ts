import { ExitScript, LeaveLoop, type Machine, NotPlain, RunsForever } from "./machine.ts";
import { evaluateTest } from "./test-command.ts";

type Handler = (args: readonly string[], machine: Machine) => number;

export const baseName = (path: string): string => path.slice(path.lastIndexOf("/") + 1);

/** Take no time worth counting and succeed, whatever their arguments, which therefore need not be known. */
export const harmless: ReadonlySet<string> = new Set(
  ": cd date echo env export hostname id mkdir printf pwd readonly set true umask uname unset whoami".split(
    " ",
  ),
);

/** Ask whether somebody else is there; in a condition they are taken to find that it is. */
export const readinessChecks: ReadonlySet<string> = new Set(
  (
    "curl dig dockerize getent host mongo mongosh mysql mysqladmin nc ncat netcat nslookup pg_isready ping psql " +
    "rabbitmq-diagnostics redis-cli telnet wait-for wait-for-it wait-for-it.sh wait-for.sh wait4x wget"
  ).split(" "),
);

const units: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Milliseconds that `sleep` takes; more than one operand is added up. */
function sleepTime(operands: readonly string[]): number {
  let total = 0;
  for (const operand of operands) {
    if (/^inf(inity)?$/.test(operand)) throw new RunsForever();
    const match = /^(\d+(?:\.\d*)?|\.\d+)([smhd]?)$/.exec(operand);
    if (match === null) throw new NotPlain();
    total += Number(match[1]) * (units[match[2] || "s"] ?? 0);
  }
  if (operands.length === 0) throw new NotPlain();
  return total;
}

const exitStatus = (text: string | undefined, otherwise: number): number => {
  if (text === undefined) return otherwise;
  if (!/^\d+$/.test(text)) throw new NotPlain();
  return Number(text) & 255;
};

/** Every other command that a plain script may use; each gives its exit status. */
export const handlers: ReadonlyMap<string, Handler> = new Map<string, Handler>([
  ["false", () => 1],
  [
    "sleep",
    (args, machine) => {
      machine.pass(sleepTime(args));
      return 0;
    },
  ],
  [
    "exit",
    (args, machine) => {
      throw new ExitScript(exitStatus(args[0], machine.status));
    },
  ],
  ["break", (args) => leave(false, args)],
  ["continue", (args) => leave(true, args)],
  [
    "exec",
    (args, machine) => {
      if (args.length === 0) return 0;
      machine.start(args);
      throw new ExitScript(machine.status);
    },
  ],
  [
    "wait",
    (_args, machine) => {
      machine.waited = true;
      const latest = Math.max(machine.time, ...machine.background);
      machine.background.length = 0;
      machine.pass(latest - machine.time);
      return 0;
    },
  ],
  [
    "trap",
    (args, machine) => {
      if (args.slice(1).some((signal) => /^(SIG)?TERM$|^15$/.test(signal))) machine.termTrap = args[0];
      return 0;
    },
  ],
  [
    "tail",
    (args) => {
      if (args.some((arg) => /^-\w*[fF]|^--follow/.test(arg))) throw new RunsForever();
      throw new NotPlain();
    },
  ],
  ["touch", (args, machine) => setFiles(args, machine, true)],
  ["rm", (args, machine) => setFiles(args, machine, false)],
  ["test", (args, machine) => test(args, machine)],
  [
    "[",
    (args, machine) => {
      if (args.at(-1) !== "]") throw new NotPlain();
      return test(args.slice(0, -1), machine);
    },
  ],
  ["cat", lookAt],
  ["ls", lookAt],
  ["stat", lookAt],
  ["timeout", timeout],
]);

function leave(again: boolean, args: readonly string[]): never {
  throw new LeaveLoop(again, Math.max(1, exitStatus(args[0], 1)));
}

function setFiles(args: readonly string[], machine: Machine, exists: boolean): number {
  for (const path of args) if (!path.startsWith("-")) machine.setFile(path, exists);
  return 0;
}

/** Succeeds where all the files are there. */
function lookAt(args: readonly string[], machine: Machine): number {
  const found = args.filter((arg) => !arg.startsWith("-")).map((path) => machine.fileExists(path));
  if (found.length === 0 || found.includes(undefined)) throw new NotPlain();
  return found.includes(false) ? 1 : 0;
}

function test(args: readonly string[], machine: Machine): number {
  const value = evaluateTest(args, (path) => machine.fileExists(path));
  if (value === undefined) throw new NotPlain();
  return value ? 0 : 1;
}

/** `timeout 60 COMMAND`: 124 where the command takes longer. */
function timeout(args: readonly string[], machine: Machine): number {
  const [limit = "", ...argv] = args;
  if (argv.length === 0) throw new NotPlain();
  const allowed = sleepTime([limit]);
  const child = machine.fork();
  try {
    child.start(argv);
  } catch (error) {
    if (!(error instanceof RunsForever)) throw error;
    child.time = Number.POSITIVE_INFINITY;
  }
  if (child.time - machine.time <= allowed) {
    machine.join(child);
    return child.status;
  }
  machine.pass(allowed);
  return 124;
}
