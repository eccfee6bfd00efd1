import type { Node } from "../parse/ast.ts";
import type { GoFunc } from "../value.ts";
import { Problem } from "./argument.ts";
import { findField, holdsInterfaces, Method } from "./field.ts";
import type { Machine } from "./machine.ts";
import type { Operand } from "./operand.ts";

/**
 * Follows names from a value; methods among them are called without arguments. The machine's `isInterface` tells about
 * the value before and after.
 */
export function followFields(machine: Machine, from: Operand, names: readonly string[], node: Node): Operand {
  const { missingKey } = machine.frame.set;
  let value = from;
  // With `of`, each field would cost the objects of an iterator: most of what cold code makes here.
  for (let i = 0; i < names.length; i++) {
    const name = names[i] ?? "";
    const found = findField(value, machine.isInterface, name, false, missingKey);
    if (found instanceof Problem) machine.fail(found.message, found.hint);
    if (found instanceof Method) {
      value = machine.callMethod(found.func, name, node);
      machine.isInterface = false;
    } else {
      machine.isInterface = holdsInterfaces(value);
      value = found;
    }
  }
  return value;
}

/** The method of a value that takes the arguments given; undefined of an invalid value, which has everything. */
export function requireMethod(machine: Machine, owner: Operand, name: string): GoFunc | undefined {
  const found = findField(owner, machine.isInterface, name, true, machine.frame.set.missingKey);
  if (found instanceof Problem) machine.fail(found.message, found.hint);
  return found instanceof Method ? found.func : undefined;
}
