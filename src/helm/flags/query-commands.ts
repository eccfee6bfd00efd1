import type { CommandSpec } from "./command-spec.ts";
import { type FlagSpec, flag } from "./flag-spec.ts";
import { outputFlag } from "./shared-flags.ts";

const one = { kind: "exactly", count: 1 } as const;
const revision = flag("revision", "int", "which revision; the last one by default");

export const statusCommand: CommandSpec = {
  name: "status",
  aliases: [],
  operands: "RELEASE_NAME",
  arity: one,
  help: "show the status of a release",
  flags: (rules) => [
    outputFlag,
    revision,
    ...(rules.major === 3 && rules.since(3, 5)
      ? [flag("show-desc", "bool", "show the description, too")]
      : []),
    ...(rules.major === 3 && rules.since(3, 10)
      ? [flag("show-resources", "bool", "show the resources, too")]
      : []),
  ],
};

export const historyCommand: CommandSpec = {
  name: "history",
  aliases: ["hist"],
  operands: "RELEASE_NAME",
  arity: one,
  help: "show the revisions of a release",
  flags: () => [outputFlag, flag("max", "int", "how many revisions to show", { default: "256" })],
};

export const listCommand: CommandSpec = {
  name: "list",
  aliases: ["ls"],
  operands: "",
  arity: { kind: "none" },
  help: "list releases",
  flags: (rules) => [
    outputFlag,
    ...(rules.listsAll ? [] : [flag("all", "bool", "releases of every status", { shorthand: "a" })]),
    flag("all-namespaces", "bool", "releases of every namespace", { shorthand: "A" }),
    flag("date", "bool", "sort by date", { shorthand: "d" }),
    flag("reverse", "bool", "reverse the order", { shorthand: "r" }),
    flag("short", "bool", "names alone", { shorthand: "q" }),
    ...(rules.since(3, 4) ? [flag("no-headers", "bool", "no headers")] : []),
    flag("max", "int", "how many to show", { shorthand: "m", default: "256" }),
    flag("offset", "int", "how many to leave out first"),
    flag("filter", "string", "regular expression for the name", { shorthand: "f" }),
    ...(rules.since(3, 2) ? [flag("selector", "string", "label query", { shorthand: "l" })] : []),
    flag("time-format", "string", "layout of the time, as in Go"),
    flag("deployed", "bool", "deployed releases"),
    flag("failed", "bool", "failed releases"),
    flag("pending", "bool", "pending releases"),
    flag("superseded", "bool", "superseded releases"),
    flag("uninstalled", "bool", "uninstalled releases"),
    flag("uninstalling", "bool", "releases being uninstalled"),
  ],
};

const get = (part: string, help: string, flags: readonly FlagSpec[]): CommandSpec => ({
  name: `get ${part}`,
  aliases: [],
  operands: "RELEASE_NAME",
  arity: one,
  help,
  flags: () => flags,
});

export const getCommands: readonly CommandSpec[] = [
  get("all", "everything about a release", [revision, flag("template", "string", "template of the output")]),
  get("hooks", "the hooks of a release", [revision]),
  get("manifest", "the manifest of a release", [revision]),
  get("metadata", "the metadata of a release", [revision, outputFlag]),
  get("notes", "the notes of a release", [revision]),
  get("values", "the values of a release", [
    revision,
    outputFlag,
    flag("all", "bool", "computed values, too", { shorthand: "a" }),
  ]),
];
