import { sprint } from "../fmt/sprint.ts";
import type { PipeNode } from "../parse/ast.ts";
import { GoInt } from "../value.ts";
import type { Frame } from "./frame.ts";
import { type Loop, loopOver } from "./loop.ts";
import type { Machine } from "./machine.ts";
import type { Operand } from "./operand.ts";
import type { Label, Steps } from "./steps.ts";

/** The steps before a range's body; the value is an operand, the range's scope is open. */
export function compileLoop(
  pipe: PipeNode,
  steps: Steps,
  labels: { readonly next: Label; readonly otherwise: Label; readonly end: Label },
): void {
  const bind = steps.label();
  steps.add((machine) => {
    const loop = startLoop(machine, pipe);
    machine.frame.pc = loop.next() ? bind.pc : labels.otherwise.pc;
  });
  steps.place(labels.next);
  steps.add(({ frame }) => {
    if (!currentLoop(frame).next()) frame.pc = labels.end.pc;
  });
  steps.place(bind);
  steps.add(({ frame }) => bindIteration(frame, currentLoop(frame), pipe));
}

function startLoop(machine: Machine, { variables }: PipeNode): Loop {
  const { frame } = machine;
  const { rules } = frame.set;
  const value = machine.pop();
  if (value instanceof GoInt && rules.rangeOverInt && variables.length > 1) {
    machine.fail(`can't use ${shown(value)} to iterate over more than one variable`);
  }
  const loop = loopOver(value, frame.variables.length, rules);
  if (loop === undefined) machine.fail(`range can't iterate over ${shown(value)}`);
  const scope = frame.scopes.at(-1);
  if (scope !== undefined) scope.loop = loop;
  return loop;
}

function currentLoop(frame: Frame): Loop {
  const loop = frame.scopes.at(-1)?.loop;
  if (loop === undefined) throw new Error("no range is running");
  return loop;
}

/** Gives an iteration its dot and variables; with two of them the key comes first. */
function bindIteration(frame: Frame, loop: Loop, { variables: names, isAssign }: PipeNode): void {
  frame.dropVariables(loop.mark);
  const declared = isAssign
    ? names.map((name) => frame.find(name))
    : frame.variables.slice(loop.mark - names.length, loop.mark);
  const element = declared.at(-1);
  if (element !== undefined) {
    element.value = loop.element;
    element.isInterface = loop.isInterface;
  }
  const key = declared.length > 1 ? declared[0] : undefined;
  if (key !== undefined) {
    key.value = loop.key;
    key.isInterface = false;
  }
  frame.dot = loop.element;
  frame.dotIsInterface = loop.isInterface;
}

function shown(value: Operand): string {
  return sprint([value ?? null]).replace(/^&/, "");
}
