import type { FlagSpec } from "../helm/flags/flag-spec.ts";

/** The flags as a help text lists them, one a line, with the types that take a value named. */
export function flagHelp(specs: readonly FlagSpec[]): string {
  const rows = specs.map(({ name, shorthand, type, help, ...spec }) => {
    const value = type === "bool" ? "" : ` ${type}`;
    const shown =
      spec.default === "" || spec.default === "false" || spec.default === "0"
        ? ""
        : ` (default ${spec.default})`;
    return {
      left: `${shorthand === undefined ? "    " : `-${shorthand}, `}--${name}${value}`,
      right: help + shown,
    };
  });
  const width = Math.max(...rows.map(({ left }) => left.length));
  return rows.map(({ left, right }) => `  ${left.padEnd(width)}   ${right}`).join("\n");
}
