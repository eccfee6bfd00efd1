import { plainToValue } from "../chart/plain-to-value.ts";
import type { KubeObject, ObjectInput } from "../cluster/api/object.ts";
import { valueToYaml } from "../goyaml/emit-yaml.ts";
import { valueToJson } from "../goyaml/json-encode.ts";
import type { FlagValues } from "../helm/flags/flag-values.ts";
import { compareStrings } from "../util/compare-strings.ts";
import { findJsonPath } from "./json-path/find-json-path.ts";
import { JsonPathError, type PathTemplate, parseJsonPath } from "./json-path/parse-json-path.ts";
import { printJsonPath } from "./json-path/print-json-path.ts";
import { KubectlError } from "./kubectl-error.ts";

/** Prints whole objects as `-o json`, `-o yaml` and `-o jsonpath=…` do; undefined for any other format. */
export function objectPrinter(format: string): ((object: unknown) => string) | undefined {
  if (format === "json") return (object) => `${valueToJson(plainToValue(object), { indent: "    " })}\n`;
  if (format === "yaml") return (object) => valueToYaml(plainToValue(object));
  const [kind, template] = /^(jsonpath(?:-as-json)?)(?:=(.*))?$/s.exec(format)?.slice(1) ?? [];
  if (kind === undefined) return undefined;
  if (!template) throw new KubectlError("template format specified but no template given");
  return jsonPathPrinter(template, kind === "jsonpath-as-json");
}

function jsonPathPrinter(template: string, asJson: boolean): (object: unknown) => string {
  const nodes = parseTemplate(template);
  return (object) => {
    try {
      if (!asJson) return printJsonPath(nodes, object);
      const values = nodes.flatMap((node) => (node.kind === "text" ? [] : findJsonPath(node.steps, object)));
      return `${valueToJson(plainToValue(values), { indent: "    " })}\n`;
    } catch (error) {
      if (!(error instanceof JsonPathError)) throw error;
      const shown = goSyntax(object);
      throw new KubectlError(
        `error executing jsonpath ${JSON.stringify(template)}: Error executing template: ${error.message}. Printing more information for debugging the template:\n\ttemplate was:\n\t\t${template}\n\tobject given to jsonpath engine was:\n\t\t${shown}\n\n`,
      );
    }
  };
}

function parseTemplate(template: string): PathTemplate {
  try {
    return parseJsonPath(template);
  } catch (error) {
    if (!(error instanceof JsonPathError)) throw error;
    throw new KubectlError(`error parsing jsonpath ${template}, ${error.message}`);
  }
}

/** As Go's `%#v` writes decoded JSON. */
function goSyntax(value: unknown): string {
  if (Array.isArray(value)) return `[]interface {}{${value.map(goSyntax).join(", ")}}`;
  if (typeof value !== "object" || value === null)
    return value === null ? "interface {}(nil)" : JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => compareStrings(a, b));
  return `map[string]interface {}{${entries.map(([key, each]) => `${JSON.stringify(key)}:${goSyntax(each)}`).join(", ")}}`;
}

/** The object without what only the server's bookkeeping needs. */
export function withoutManagedFields<T extends KubeObject | ObjectInput>(object: T): T {
  if (!("managedFields" in object.metadata)) return object;
  const { managedFields: _hidden, ...metadata } = object.metadata as Record<string, unknown>;
  return { ...object, metadata } as T;
}

/** What kubectl says about a format that a command does not have. */
export const noSuchFormat = (format: string, allowed: readonly string[]): KubectlError =>
  new KubectlError(
    `unable to match a printer suitable for the output format ${JSON.stringify(format)}, allowed formats are: ${allowed.join(",")}`,
  );

/** The formats of `-o` for one object. */
export const outcomeFormats = [
  "go-template",
  "go-template-file",
  "json",
  "jsonpath",
  "jsonpath-as-json",
  "jsonpath-file",
  "kyaml",
  "name",
  "template",
  "templatefile",
  "yaml",
];

/** `deployment.apps/web`: how kubectl names an object that a command was about. */
export const objectName = ({ apiVersion, kind, metadata }: KubeObject | ObjectInput): string => {
  const group = apiVersion.includes("/") ? `.${apiVersion.split("/")[0]}` : "";
  return `${kind.toLowerCase()}${group}/${metadata.name ?? ""}`;
};

/**
 * What a command prints about an object that it has dealt with: `deployment.apps/web scaled`, or the object itself in
 * the format of `-o`.
 */
export function outcomeText(flags: FlagValues, object: KubeObject | ObjectInput, operation: string): string {
  const format = flags.text("output");
  if (format === "name") return `${objectName(object)}\n`;
  if (format === "") return `${objectName(object)} ${operation}${dryRunSuffix(flags)}\n`;
  const print = objectPrinter(format);
  if (print === undefined) throw noSuchFormat(format, outcomeFormats);
  return print(withoutManagedFields(object));
}

/** ` (dry run)` where nothing was really done. */
export function dryRunSuffix(flags: FlagValues): string {
  const mode = dryRunMode(flags);
  return mode === "none" ? "" : mode === "server" ? " (server dry run)" : " (dry run)";
}

/** @throws KubectlError for a word that is no mode */
export function dryRunMode(flags: FlagValues): "none" | "client" | "server" {
  const mode = flags.text("dry-run") || "none";
  if (mode === "none" || mode === "client" || mode === "server") return mode;
  if (/^(true|false)$/i.test(mode)) return mode.toLowerCase() === "true" ? "client" : "none";
  throw new KubectlError(`Invalid dry-run value (${mode}). Must be "none", "server", or "client".`);
}
