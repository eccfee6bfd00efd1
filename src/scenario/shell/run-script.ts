import { baseName, harmless, readinessChecks } from "./commands.ts";
import { isEndless } from "./endless-loop.ts";
import { expandText, expandWord } from "./expand.ts";
import { ExitScript, LeaveLoop, type Machine, NotPlain, RunsForever } from "./machine.ts";
import { type Command, parseShell } from "./parser.ts";
import { bare } from "./word.ts";

/** Runs a whole script or subshell: `exit` ends it, and no more. */
export function runScript(command: Command, machine: Machine): void {
  try {
    run(command, machine, false);
  } catch (error) {
    if (!(error instanceof ExitScript)) throw error;
    machine.status = error.code;
  }
}

/** `guarded`: a failure here is asked for (a condition), so `set -e` does not end the script. */
function run(command: Command, machine: Machine, guarded: boolean): void {
  switch (command.kind) {
    case "simple":
      runSimple(command, machine, guarded);
      break;
    case "sequence":
      for (const each of command.commands) run(each, machine, guarded);
      return;
    case "and":
    case "or":
      run(command.left, machine, true);
      if ((machine.status === 0) === (command.kind === "and")) run(command.right, machine, guarded);
      return;
    case "not":
      run(command.command, machine, true);
      machine.status = machine.status === 0 ? 1 : 0;
      return;
    case "background":
      runBackground(command.command, machine);
      return;
    case "subshell": {
      const child = machine.fork();
      runScript(command.command, child);
      machine.join(child);
      break;
    }
    case "loop":
      runLoop(command, machine);
      return;
    case "for":
      for (const word of command.words)
        for (const field of expandWord(word, machine, (script) => substitute(script, machine))) {
          machine.variables.set(command.name, field);
          if (!runRound(command.body, machine)) return;
        }
      return;
    case "if": {
      const taken = command.branches.find(({ condition }) => holds(condition, machine));
      machine.status = 0;
      const body = taken?.body ?? command.otherwise;
      if (body !== undefined) run(body, machine, guarded);
      return;
    }
  }
  if (machine.status !== 0 && machine.errexit && !guarded) throw new ExitScript(machine.status);
}

function runSimple(command: Command & { kind: "simple" }, machine: Machine, guarded: boolean): void {
  const subshell = (script: string): void => substitute(script, machine);
  const [first] = command.words;
  const name = first === undefined ? undefined : baseName(bare(first) ?? "");
  for (const { name: variable, value } of command.assignments) {
    if (first !== undefined) throw new NotPlain();
    machine.variables.set(
      variable,
      unlessUnknown(() => expandText(value, machine, subshell)),
    );
    machine.status = 0;
  }
  for (const output of command.outputs) {
    const path = unlessUnknown(() => expandText(output, machine, subshell));
    if (path !== undefined && !path.startsWith("/dev/")) machine.setFile(path, true);
  }
  if (name === undefined) return;
  // what echo prints, and whom a readiness check asks, need not be known
  if (harmless.has(name) && name !== "set") {
    if (command.outputs.length === 0)
      unlessUnknown(() =>
        machine.print(
          name,
          command.words.flatMap((word) => expandWord(word, machine, subshell)),
        ),
      );
    machine.status = 0;
  } else if (guarded && readinessChecks.has(name)) assumeReady(machine);
  else machine.start(command.words.flatMap((word) => expandWord(word, machine, subshell)));
}

function unlessUnknown<T>(expand: () => T): T | undefined {
  try {
    return expand();
  } catch (error) {
    if (error instanceof NotPlain) return undefined;
    throw error;
  }
}

/** A `$(…)`: its time passes, but what it prints is not known. */
function substitute(script: string, machine: Machine): void {
  const child = machine.fork();
  runScript(parseShell(script), child);
  machine.join(child);
}

function assumeReady(machine: Machine): void {
  machine.assumedReady = true;
  machine.status = 0;
}

function runBackground(command: Command, machine: Machine): void {
  const child = machine.fork();
  try {
    runScript(command, child);
  } catch (error) {
    if (!(error instanceof RunsForever)) throw error;
    child.time = Number.POSITIVE_INFINITY;
  }
  machine.background.push(child.time);
  machine.output.push(...child.output);
  machine.status = 0;
}

function holds(condition: Command, machine: Machine): boolean {
  run(condition, machine, true);
  return machine.status === 0;
}

function runLoop(loop: Command & { kind: "loop" }, machine: Machine): void {
  if (isEndless(loop)) runEndless(loop.body, machine);
  for (;;) {
    machine.countCommand();
    if (roundWanted(loop, machine) === false) break;
    if (!runRound(loop.body, machine)) return;
  }
  machine.status = 0;
}

/** Runs one round for what it leaves behind; what else it does makes no difference, unless a failure ends the script. */
function runEndless(body: Command, machine: Machine): never {
  try {
    run(body, machine, false);
  } catch (error) {
    if (!(error instanceof NotPlain) || machine.errexit) throw error;
  }
  throw new RunsForever();
}

/**
 * Whether the loop goes round again. `until COMMAND` and `while ! COMMAND` ask somebody else where the command is none
 * that can be told here: they are taken to be ready at the first try.
 */
function roundWanted(loop: Command & { kind: "loop" }, machine: Machine): boolean {
  const asks = loop.until || endsInNot(loop.condition);
  try {
    return holds(loop.condition, machine) !== loop.until;
  } catch (error) {
    if (!asks || !(error instanceof NotPlain)) throw error;
    assumeReady(machine);
    return false;
  }
}

function endsInNot(condition: Command): boolean {
  if (condition.kind === "not") return true;
  const last = condition.kind === "sequence" ? condition.commands.at(-1) : undefined;
  return last !== undefined && endsInNot(last);
}

/** One round of a loop; false where it was left. */
function runRound(body: Command, machine: Machine): boolean {
  try {
    run(body, machine, false);
    return true;
  } catch (error) {
    if (!(error instanceof LeaveLoop)) throw error;
    if (--error.levels > 0) throw error;
    return error.again;
  }
}
