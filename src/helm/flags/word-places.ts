import type { FlagSpec } from "./flag-spec.ts";

/**
 * Where the words stand from which a command is found (cobra's stripFlags): the arguments before `--` that are neither
 * flags nor values of flags which every command has.
 */
export function wordPlaces(args: readonly string[], globals: readonly FlagSpec[]): number[] {
  const places: number[] = [];
  for (let place = 0; place < args.length; place++) {
    const arg = args[place] ?? "";
    if (arg === "--") break;
    if (!arg.startsWith("-")) places.push(place);
    else if (takesNext(arg, globals)) place++;
  }
  return places;
}

const takesNext = (arg: string, globals: readonly FlagSpec[]): boolean =>
  globals.some(
    ({ name, shorthand, type }) => type !== "bool" && (arg === `--${name}` || arg === `-${shorthand ?? ""}`),
  );
