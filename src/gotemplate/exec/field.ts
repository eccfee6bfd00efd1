import { namedIntText } from "../fmt/named-int-text.ts";
import type { MissingKey } from "../template-set.ts";
import { quote } from "../text/quote.ts";
import { typeName } from "../type-name.ts";
import { GoFunc, GoInt, GoList, GoMap, GoStruct, isExported, type Value } from "../value.ts";
import { Problem } from "./argument.ts";
import type { Operand } from "./operand.ts";
import { zeroOf } from "./types.ts";

/** What a name turned out to be: still to be called. */
export class Method {
  constructor(readonly func: GoFunc) {}
}

/**
 * Looks a name up in a receiver (text/template/exec.go, evalField). `isInterface`: the receiver's static type is
 * `interface {}`, which is what messages then call it. `hasArguments`: only a method will do.
 */
export function findField(
  receiver: Operand,
  isInterface: boolean,
  name: string,
  hasArguments: boolean,
  missingKey: MissingKey,
): Operand | Method | Problem {
  if (receiver === undefined) {
    return missingKey === "error" ? new Problem(`nil data; no entry for key ${quote(name)}`) : undefined;
  }
  if (receiver === null) return new Problem(`nil pointer evaluating interface {}.${name}`, guardHint(name));
  const method = findMethod(receiver, name);
  if (method !== undefined) return new Method(method);
  if (receiver instanceof GoMap) {
    if (hasArguments) return new Problem(`${name} is not a method but has arguments`);
    const value = receiver.get(name);
    return value === undefined ? missingEntry(receiver, name, missingKey) : value;
  }
  const field = receiver instanceof GoStruct ? receiver.field(name) : undefined;
  if (field !== undefined && !isExported(name))
    return new Problem(
      `${name} is an unexported field of struct type ${typeName(receiver).replace(/^\*/, "")}`,
    );
  if (field === undefined) {
    return new Problem(
      `can't evaluate field ${name} in type ${isInterface ? "interface {}" : typeName(receiver)}`,
    );
  }
  return hasArguments ? new Problem(`${name} has arguments but cannot be invoked as function`) : field;
}

function guardHint(name: string): string {
  return `What stands before .${name} is missing or null: guard it with "if" or "with", or put it in parentheses.`;
}

/** Whether what a container gives has the static type `interface {}`. */
export function holdsInterfaces(container: Operand): boolean {
  return container instanceof GoMap && container.elemType === "interface {}";
}

function missingEntry(map: GoMap, name: string, missingKey: MissingKey): Operand | Problem {
  if (missingKey === "error") return new Problem(`map has no entry for key ${quote(name)}`);
  return missingKey === "zero" ? zeroOf(map.elemType) : undefined;
}

function findMethod(receiver: Exclude<Value, null>, name: string): GoFunc | undefined {
  if (receiver instanceof GoMap || receiver instanceof GoList) return receiver.method(name);
  if (receiver instanceof GoStruct) return receiver.methods.get(name);
  if (receiver instanceof GoInt && name === "String") {
    const text = namedIntText(receiver);
    return text === undefined ? undefined : new GoFunc([], () => text);
  }
  return undefined;
}
