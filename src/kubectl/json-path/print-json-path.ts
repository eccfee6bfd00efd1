import { plainToValue } from "../../chart/plain-to-value.ts";
import { valueToJson } from "../../goyaml/json-encode.ts";
import { findJsonPath } from "./find-json-path.ts";
import type { PathTemplate } from "./parse-json-path.ts";

/** What `-o jsonpath=…` prints: the values of each expression with blanks between them, texts as they are. */
export function printJsonPath(template: PathTemplate, data: unknown): string {
  return template
    .map((node) => {
      if (node.kind === "text") return node.text;
      const values = findJsonPath(node.steps, data);
      if (node.kind === "expression") return values.map(valueText).join(" ");
      return values.map((value) => printJsonPath(node.body, value)).join("");
    })
    .join("");
}

/** Texts and numbers as they are, everything else as JSON with sorted keys. */
export const valueText = (value: unknown): string =>
  typeof value === "object" && value !== null ? valueToJson(plainToValue(value)) : String(value);
