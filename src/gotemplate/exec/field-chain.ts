import type { Node } from "../parse/ast.ts";
import type { GoFunc } from "../value.ts";
import { findField } from "./field.ts";
import type { Machine } from "./machine.ts";
import type { Operand } from "./operand.ts";

/** A value on its way along `.a.b.c`, with whether its static type is `interface {}`. */
export interface Receiver {
  readonly value: Operand;
  readonly isInterface: boolean;
}

/** Follows names from a receiver; methods among them are called without arguments. */
export function followFields(
  machine: Machine,
  from: Receiver,
  names: readonly string[],
  node: Node,
): Receiver {
  const { missingKey } = machine.frame.set;
  let receiver = from;
  for (const name of names) {
    const found = findField(receiver.value, receiver.isInterface, name, false, missingKey);
    if ("problem" in found) machine.fail(found.problem);
    receiver =
      "method" in found ? { value: machine.callMethod(found.method, name, node), isInterface: false } : found;
  }
  return receiver;
}

/** The method of a receiver that takes the arguments given; anything else is an error. */
export function requireMethod(machine: Machine, receiver: Receiver, name: string): GoFunc | undefined {
  const found = findField(receiver.value, receiver.isInterface, name, true, machine.frame.set.missingKey);
  if ("problem" in found) machine.fail(found.problem);
  return "method" in found ? found.method : undefined;
}
