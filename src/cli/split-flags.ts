import type { FlagSpec } from "../helm/flags/flag-spec.ts";

/**
 * Parts the flags of this program from a Helm command line. `helm` are Helm's flags for the command: a value of theirs
 * is never taken for a flag. Both parts keep their order; nothing is checked.
 */
export function splitFlags(
  args: readonly string[],
  own: readonly FlagSpec[],
  helm: readonly FlagSpec[],
): { own: string[]; helm: string[] } {
  const parts: { own: string[]; helm: string[] } = { own: [], helm: [] };
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? "";
    if (arg === "--") {
      parts.helm.push(...args.slice(at));
      break;
    }
    const ours = find(arg, own);
    const spec = ours ?? find(arg, helm);
    const target = ours === undefined ? parts.helm : parts.own;
    target.push(arg);
    if (spec !== undefined && takesNext(arg, spec) && at + 1 < args.length) target.push(args[++at] ?? "");
  }
  return parts;
}

function find(arg: string, specs: readonly FlagSpec[]): FlagSpec | undefined {
  if (arg.startsWith("--")) return specs.find(({ name }) => name === arg.slice(2).split("=", 1)[0]);
  return arg.length > 1 && arg.startsWith("-")
    ? specs.find(({ shorthand }) => shorthand === arg[1])
    : undefined;
}

/** Whether the flag's value is the next argument. */
function takesNext(arg: string, { type, bare }: FlagSpec): boolean {
  if (type === "bool" || bare !== undefined) return false;
  return arg.startsWith("--") ? !arg.includes("=") : arg.length === 2;
}
