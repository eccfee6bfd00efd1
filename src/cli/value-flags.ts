import { type FlagSpec, flag } from "../helm/flags/flag-spec.ts";
import type { FlagValues } from "../helm/flags/flag-values.ts";

const setFlags = ["set", "set-string", "set-json", "set-literal"] as const;

/** Helm's flags of values, for each helm install and upgrade of a scenario. */
export const valueFlags: readonly FlagSpec[] = [
  flag("values", "strings", "a values file for each helm install and upgrade; may be repeated", {
    shorthand: "f",
  }),
  ...setFlags.map((name) =>
    flag(name, "stringArray", `a value for each helm install and upgrade, as Helm's --${name} takes it`),
  ),
];

/** The flags as words of a command, with the paths of files turned into what `path` makes of them. */
export const valueWords = (flags: FlagValues, path: (file: string) => string): string[] => [
  ...flags.all("values").flatMap((file) => ["--values", file === "-" ? file : path(file)]),
  ...setFlags.flatMap((name) => flags.all(name).flatMap((value) => [`--${name}`, value])),
];
