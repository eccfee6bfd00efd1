import { namedIntText } from "../fmt/named-int-text.ts";
import type { MissingKey } from "../template-set.ts";
import { quote } from "../text/quote.ts";
import { typeName } from "../type-name.ts";
import { GoFunc, GoInt, GoList, GoMap, GoStruct, type Value } from "../value.ts";
import type { Operand } from "./operand.ts";
import { zeroOf } from "./types.ts";

/** What `.name` finds: a method still to be called, a value, or Go's complaint. */
export type Found =
  | { readonly method: GoFunc }
  | { readonly value: Operand; readonly isInterface: boolean }
  | { readonly problem: string };

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
): Found {
  if (receiver === undefined) {
    if (missingKey === "error") return { problem: `nil data; no entry for key ${quote(name)}` };
    return { value: undefined, isInterface: false };
  }
  if (receiver === null) return { problem: `nil pointer evaluating interface {}.${name}` };
  const method = findMethod(receiver, name);
  if (method !== undefined) return { method };
  if (receiver instanceof GoMap) return mapEntry(receiver, name, hasArguments, missingKey);
  if (receiver instanceof GoStruct) {
    const value = receiver.fields.get(name);
    if (value !== undefined) {
      if (hasArguments) return { problem: `${name} has arguments but cannot be invoked as function` };
      return { value, isInterface: false };
    }
  }
  return {
    problem: `can't evaluate field ${name} in type ${isInterface ? "interface {}" : typeName(receiver)}`,
  };
}

function mapEntry(map: GoMap, name: string, hasArguments: boolean, missingKey: MissingKey): Found {
  if (hasArguments) return { problem: `${name} is not a method but has arguments` };
  const { elemType } = map;
  const isInterface = elemType === "interface {}";
  const value = map.get(name);
  if (value !== undefined) return { value, isInterface };
  if (missingKey === "error") return { problem: `map has no entry for key ${quote(name)}` };
  return missingKey === "zero" ? { value: zeroOf(elemType), isInterface } : { value: undefined, isInterface };
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
