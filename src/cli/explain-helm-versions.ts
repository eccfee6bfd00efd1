import { commands } from "../helm/flags/commands.ts";
import { globalFlags } from "../helm/flags/shared-flags.ts";
import { type HelmRules, helmRules } from "../helm/profiles/helm-rules.ts";
import {
  differingRules,
  type RuleName,
  type RuleValue,
  ruleChanges,
  ruleNames,
  ruleTable,
} from "../helm/profiles/rule-table.ts";

/** Every rule that differs between Helm versions: what it decides, which value holds since when, and its source. */
export const helmVersionsText = (): string =>
  `What the client of Helm does differently from version to version, from 3.0.0 to ${helmRules().version}.\n\n${ruleNames
    .map(
      (rule) =>
        `${heading(rule)}${ruleChanges(rule)
          .map(({ since, value }) => `  ${since.padEnd(8)}  ${valueText(value)}\n`)
          .join("")}`,
    )
    .join("\n")}`;

/** In which rules and flags a version differs from the newest. @throws SeatrialError for what is no version */
export function helmVersionText(version: string): string {
  const [one, newest] = [helmRules(version), helmRules()];
  const rules = differingRules(one, newest).map(
    (rule) =>
      `${heading(rule)}  ${one.version.padEnd(8)}  ${valueText(one[rule])}\n  ${newest.version.padEnd(8)}  ${valueText(newest[rule])}\n`,
  );
  const flags = flagLines(one, newest);
  if (rules.length + flags.length === 0)
    return `Helm ${one.version} follows the same rules as ${newest.version}.\n`;
  const parts = [`In what Helm ${one.version} differs from ${newest.version}.\n`, ...rules];
  return [...parts, ...(flags.length === 0 ? [] : [`flags\n${flags.join("")}`])].join("\n");
}

const heading = (rule: RuleName): string =>
  `${rule}\n  ${ruleTable[rule].what} [${ruleTable[rule].source}]\n`;

function valueText(value: RuleValue): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  return value === undefined ? "none" : String(value);
}

/** Flags that only one of the versions has, by command. */
function flagLines(one: HelmRules, newest: HelmRules): string[] {
  const names = (specs: readonly { readonly name: string }[]) => new Set(specs.map(({ name }) => name));
  const line = (command: string, was: ReadonlySet<string>, is: ReadonlySet<string>): string[] => {
    const gone = [...was].filter((name) => !is.has(name));
    const added = [...is].filter((name) => !was.has(name));
    return [
      ...(gone.length === 0 ? [] : [`  ${command}: only ${one.version} has ${list(gone)}\n`]),
      ...(added.length === 0 ? [] : [`  ${command}: only ${newest.version} has ${list(added)}\n`]),
    ];
  };
  return [
    ...line("every command", names(globalFlags(one)), names(globalFlags(newest))),
    ...commands.flatMap(({ name, flags }) => line(`helm ${name}`, names(flags(one)), names(flags(newest)))),
  ];
}

const list = (names: readonly string[]): string => names.map((name) => `--${name}`).join(", ");
