import { baseName } from "./commands.ts";
import type { Command } from "./parser.ts";
import { bare } from "./word.ts";

/** Whether a loop can never be left: its condition always holds, and nothing in its body leaves it. */
export const isEndless = (loop: Command & { kind: "loop" }): boolean =>
  alwaysHolds(loop.condition, loop.until) && !mayLeave(loop.body);

function alwaysHolds(condition: Command, until: boolean): boolean {
  if (condition.kind === "sequence")
    return condition.commands.length === 1 && condition.commands.every((each) => alwaysHolds(each, until));
  const name = commandName(condition);
  return until ? name === "false" : name === "true" || name === ":";
}

const leavers = new Set(["break", "continue", "exec", "exit", "kill", "return"]);

/** Whether a command may end a loop around it; one whose name is not known may. */
function mayLeave(command: Command): boolean {
  switch (command.kind) {
    case "simple": {
      if (command.words.length === 0) return false;
      const name = commandName(command);
      return name === undefined || leavers.has(name);
    }
    case "sequence":
      return command.commands.some(mayLeave);
    case "and":
    case "or":
      return mayLeave(command.left) || mayLeave(command.right);
    case "not":
      return mayLeave(command.command);
    case "background":
    case "subshell":
      return false;
    case "loop":
      return mayLeave(command.condition) || mayLeave(command.body);
    case "for":
      return mayLeave(command.body);
    case "if":
      return (
        command.branches.some(({ condition, body }) => mayLeave(condition) || mayLeave(body)) ||
        (command.otherwise !== undefined && mayLeave(command.otherwise))
      );
  }
}

/** The literal name of a simple command without its folder. */
function commandName(command: Command): string | undefined {
  const [first] = command.kind === "simple" ? command.words : [];
  const name = first === undefined ? undefined : bare(first);
  return name === undefined ? undefined : baseName(name);
}
