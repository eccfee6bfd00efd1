import type { Value } from "../value.ts";
import { plainDirective } from "./directive.ts";
import { printArg } from "./print-value.ts";

const plain = plainDirective();

/** fmt.Sprint: a blank between two operands when neither is a string. */
export function sprint(values: readonly Value[]): string {
  let out = "";
  let wasString = true;
  for (const value of values) {
    const isString = typeof value === "string";
    if (!isString && !wasString) out += " ";
    out += isString ? value : printArg(value, "v", plain);
    wasString = isString;
  }
  return out;
}

/** fmt.Sprintln: a blank between all operands, a newline at the end. */
export function sprintln(values: readonly Value[]): string {
  return `${values.map((value) => printArg(value, "v", plain)).join(" ")}\n`;
}
