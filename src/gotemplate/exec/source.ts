import type { Literal, Node, VariableNode } from "../parse/ast.ts";
import { literalValue, Problem } from "./argument.ts";
import type { Machine } from "./machine.ts";
import type { Operand } from "./operand.ts";

/** A value that needs no steps of its own; it sets the machine's `isInterface` where fields may follow. */
export type Source = (machine: Machine) => Operand;

/** A source that first says where it is. */
export function at(node: Node, source: Source): Source {
  return (machine) => {
    machine.frame.node = node;
    return source(machine);
  };
}

export function dotOf(machine: Machine): Operand {
  machine.isInterface = machine.frame.dotIsInterface;
  return machine.frame.dot;
}

export function operandOf(machine: Machine): Operand {
  machine.isInterface = false;
  return machine.pop();
}

export function variableOf({ name }: VariableNode): Source {
  return (machine) => {
    const variable = machine.frame.find(name) ?? machine.fail(`undefined variable: ${name}`);
    machine.isInterface = variable.isInterface;
    return variable.value;
  };
}

export function literalOf(node: Literal): Source {
  const value = literalValue(node);
  return (machine) => (value instanceof Problem ? machine.fail(value.message) : value);
}
