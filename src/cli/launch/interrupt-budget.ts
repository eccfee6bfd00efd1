import { setFlagsFromString } from "node:v8";

/**
 * How much a function runs, in bytes of its code, before V8 thinks of optimizing it; V8's own choice is 67584. Later
 * versions of Node than 20 do not know the setting, and would say so on standard error.
 */
export function setInterruptBudget(bytes: number): void {
  if (process.versions.node.startsWith("20.")) setFlagsFromString(`--interrupt-budget=${bytes}`);
}
