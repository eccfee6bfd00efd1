import { renderProfile } from "../../src/chart/render-profile.ts";
import { commands } from "../../src/helm/flags/commands.ts";
import type { FlagSpec } from "../../src/helm/flags/flag-spec.ts";
import { globalFlags } from "../../src/helm/flags/shared-flags.ts";
import { type HelmRules, helmRules } from "../../src/helm/profiles/helm-rules.ts";
import { ruleChanges, ruleNames, ruleTable, versions } from "../../src/helm/profiles/rule-table.ts";
import { functionRules } from "../../src/sprig/function-rules.ts";
import { type Interface, interfacesIn } from "./doc-comments.ts";

interface Change {
  readonly since: string;
  readonly text: string;
}

/** What is no behaviour, or stands elsewhere on the page. */
const notShown = new Set(["version", "major", "helm", "build", "absent"]);

/**
 * The behaviours that differ between versions of Helm, as sections of a page: of the client, of rendering, and the flags
 * and functions of templates that came and went.
 *
 * @param sources the files that say what a render profile and function rules consist of
 */
export function helmProfiles(sources: readonly string[]): string {
  const types = interfacesIn(sources);
  return [
    "### The client",
    table(
      ["rule", "what it decides", "values"],
      ruleNames.map((rule) => [
        `\`${rule}\``,
        ruleTable[rule].what,
        changesText(ruleChanges(rule).map(({ since, value }) => ({ since, text: valueText(value) }))),
      ]),
    ),
    "### Rendering",
    table(
      ["rule", "what it decides", "values"],
      [
        ...renderingRows(types.get("RenderProfile"), (version) => renderProfile(version)),
        ...renderingRows(types.get("FunctionRules"), (version) => {
          const { semver: _, ...rest } = functionRules(renderProfile(version).helm);
          return rest;
        }),
      ],
    ),
    "### Functions of templates",
    table(["there", "functions"], rangeRows(functionsOf)),
    "### Flags",
    table(["there", "flags"], rangeRows(flagsOf)),
  ].join("\n\n");
}

function renderingRows(type: Interface | undefined, of: (version: string) => object): string[][] {
  const fields = [...leaves(of(helmRules().version))].map(([name]) => name);
  return fields
    .filter((name) => !notShown.has(name.split(".")[0] ?? ""))
    .map((name) => {
      const doc = type?.fields.get(name.split(".").at(-1) ?? "")?.doc ?? "";
      if (doc === "") throw new Error(`${name} has no meaning`);
      return [`\`${name}\``, doc, changesText(changes((version) => leaves(of(version)).get(name) ?? ""))];
    });
}

/** `nulls.nested` and the like, each with its value. */
function leaves(of: object, path = ""): Map<string, string> {
  return new Map(
    Object.entries(of).flatMap(([name, value]) =>
      typeof value === "object" && !(value instanceof Set)
        ? [...leaves(value, `${path}${name}.`)]
        : [[`${path}${name}`, valueText(value)] as const],
    ),
  );
}

/** Every version in which a text is another than in the one before. */
function changes(textOf: (version: string) => string): Change[] {
  const found: Change[] = [];
  for (const version of versions()) {
    const text = textOf(version);
    if (found.at(-1)?.text !== text) found.push({ since: version, text });
  }
  return found;
}

const changesText = (found: readonly Change[]): string =>
  found.map(({ since, text }, i) => (i === 0 ? text : `${since}: ${text}`)).join("; ");

function valueText(value: unknown): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (value === undefined) return "none";
  return value === "`" ? "`` ` ``" : `\`${String(value)}\``;
}

/** What only some versions have, with the versions that have it. */
function rangeRows(namesOf: (rules: HelmRules) => ReadonlySet<string>): string[][] {
  const all = new Set([...versions()].flatMap((version) => [...namesOf(helmRules(version))]));
  const rows = new Map<string, string[]>();
  for (const name of all) {
    const found = changes((version) => (namesOf(helmRules(version)).has(name) ? "from" : "before"));
    const range = found.slice(1).map(({ since, text }) => `${text} ${since}`);
    if (range.length > 0) rows.set(range.join(", "), [...(rows.get(range.join(", ")) ?? []), `\`${name}\``]);
  }
  return [...rows].map(([range, names]) => [range, names.join(", ")]);
}

function flagsOf(rules: HelmRules): Set<string> {
  const names = (command: string, specs: readonly FlagSpec[]): string[] =>
    specs.map(({ name }) => `${command} --${name}`);
  return new Set([
    ...names("every command:", globalFlags(rules)),
    ...commands.flatMap(({ name, flags }) => names(`helm ${name}`, flags(rules))),
  ]);
}

/** The functions that came after 3.0.0, as far as a version has them. */
function functionsOf(rules: HelmRules): Set<string> {
  const first = functionRules(renderProfile("3.0.0").helm).absent;
  const absent = functionRules(renderProfile(rules.version).helm).absent;
  return new Set([...first].filter((name) => !absent.has(name)));
}

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
