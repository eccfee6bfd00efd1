import type { Literal, NumberNode } from "../parse/ast.ts";
import { nodeText } from "../parse/node-text.ts";
import { typeName } from "../type-name.ts";
import { GoComplex, GoInt, GoStruct, int } from "../value.ts";
import type { Operand } from "./operand.ts";
import { canBeNil, intType, isAssignable, typeKind, zeroOf } from "./types.ts";

/** A value that a message takes the place of. */
export class Problem {
  constructor(
    readonly message: string,
    readonly hint?: string,
  ) {}
}

/** A value as an argument of a type, or Go's complaint (text/template/exec.go, validateType). */
export function checkArgument(value: Operand, type: string): Operand | Problem {
  if (type === "interface {}") return value instanceof GoStruct ? value.copy : (value ?? null);
  if (type === "reflect.Value") return value;
  if (value === undefined) {
    return canBeNil(type) ? zeroOf(type) : new Problem(`invalid value; expected ${type}`);
  }
  if (value !== null && isAssignable(value, type)) return value;
  const given = value === null ? "interface {}" : typeName(value);
  return new Problem(`wrong type for value; expected ${type}; got ${given}`);
}

/** The literal `nil` as an argument. */
export function nilArgument(type: string): Operand | Problem {
  if (type === "reflect.Value") return undefined;
  return canBeNil(type) ? zeroOf(type) : new Problem(`cannot assign nil to ${type}`);
}

/** A literal as an argument of a type: its spelling does not decide, `3` will do for a float64. */
export function literalArgument(node: Literal, type: string): Operand | Problem {
  switch (typeKind(type)) {
    case "any":
    case "reflect":
      return literalValue(node);
    case "string":
      return node.kind === "string" ? node.value : unsuitable("string", node);
    case "bool":
      return node.kind === "bool" ? node.value : unsuitable("bool", node);
    case "float":
      return (node.kind === "number" ? node.value.float : undefined) ?? unsuitable("float", node);
    case "int":
      return (
        wholeNumber(node.kind === "number" ? node.value.int : undefined, type) ?? unsuitable("integer", node)
      );
    case "uint":
      return (
        wholeNumber(node.kind === "number" ? node.value.uint : undefined, type) ??
        unsuitable("unsigned integer", node)
      );
    case "other":
      return new Problem(`can't handle ${nodeText(node)} for arg of type ${type}`);
  }
}

function wholeNumber(value: bigint | undefined, type: string): GoInt | undefined {
  return value === undefined ? undefined : new GoInt(value, intType(type));
}

function unsuitable(wanted: string, node: Literal): Problem {
  return new Problem(`expected ${wanted}; found ${nodeText(node)}`);
}

/** A literal where no type is asked for. */
export function literalValue(node: Literal): Operand | Problem {
  return node.kind === "number" ? numberValue(node) : node.value;
}

/** The spelling decides: a point or an exponent makes a float64, anything else an int. */
function numberValue({ text, value }: NumberNode): Operand | Problem {
  if (value.complex !== undefined) return new GoComplex(value.complex.real, value.complex.imag);
  if (value.looksFloat && value.float !== undefined) return value.float;
  if (value.int !== undefined) return int(value.int);
  return value.uint === undefined ? undefined : new Problem(`${text} overflows int`);
}
