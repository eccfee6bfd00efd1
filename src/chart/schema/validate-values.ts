import type { GoMap } from "../../gotemplate/value.ts";
import { jsonToValue } from "../../goyaml/json-decode.ts";
import { valueToJson } from "../../goyaml/json-encode.ts";
import { functionRules } from "../../sprig/function-rules.ts";
import type { RegexLoader } from "../../sprig/regex/go-regexp.ts";
import { bytesToString } from "../../util/byte-string.ts";
import { jsonPrefixLength } from "../json-prefix.ts";
import type { RenderProfile } from "../render-profile.ts";
import { patternCompiler } from "./compile-pattern.ts";
import { gojsonschemaFindings } from "./gojsonschema.ts";
import type { Json } from "./json.ts";
import { santhoshFindings } from "./santhosh-findings.ts";

/**
 * Holds a chart's values against its values.schema.json. Gives Helm's text of what is wrong, of the schema or of the
 * values, undefined where nothing is.
 */
export function validateValues(
  schema: Uint8Array,
  values: GoMap,
  { schema: library, helm }: Pick<RenderProfile, "schema" | "helm">,
  loadRegex: RegexLoader,
): string | undefined {
  const compile = patternCompiler(loadRegex, functionRules(helm));
  try {
    const parsed = readSchema(bytesToString(schema), library);
    const plain: Json = JSON.parse(valueToJson(values));
    if (library === "gojsonschema") {
      const findings = gojsonschemaFindings(parsed, plain, compile);
      return findings.length === 0 ? undefined : findings.map((finding) => `- ${finding}\n`).join("");
    }
    const findings = santhoshFindings(parsed, plain, compile);
    return findings.length === 0 ? undefined : `${findings.join("\n")}\n`;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return error.message;
  }
}

/** Reads JSON as Go's Decoder does; gojsonschema leaves alone what follows the value. */
function readSchema(text: string, library: RenderProfile["schema"]): Json {
  const trimmed = text.trim();
  if (trimmed === "") throw new Error("EOF");
  const end = library === "gojsonschema" ? prefixLength(trimmed) : trimmed.length;
  try {
    jsonToValue(trimmed.slice(0, end));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (message === "unexpected end of JSON input") throw new Error("unexpected EOF");
    throw new Error(
      message.replace(
        /^invalid character '.*' after top-level value$/,
        "invalid character after top-level value",
      ),
    );
  }
  return JSON.parse(trimmed.slice(0, end));
}

function prefixLength(text: string): number {
  try {
    return jsonPrefixLength(text);
  } catch {
    return text.length;
  }
}
