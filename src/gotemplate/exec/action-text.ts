import { plainDirective } from "../fmt/directive.ts";
import { printArg } from "../fmt/print-value.ts";
import type { ActionNode } from "../parse/ast.ts";
import { nodeText } from "../parse/node-text.ts";
import { typeName } from "../type-name.ts";
import { GoFunc, GoStruct } from "../value.ts";
import type { Machine } from "./machine.ts";
import type { Operand } from "./operand.ts";

const plain = plainDirective();

/** What an action writes. Pointers are followed, so a String method counts even if it needs an address. */
export function actionText(machine: Machine, node: ActionNode, value: Operand): string {
  if (value === undefined || value === null) return "<no value>";
  if (value instanceof GoFunc) machine.fail(`can't print ${nodeText(node)} of type ${typeName(value)}`);
  if (value instanceof GoStruct) return value.format?.() ?? printArg(value, "v", plain).replace(/^&/, "");
  return printArg(value, "v", plain);
}
