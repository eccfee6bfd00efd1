import type { GoMap } from "../../gotemplate/value.ts";
import { jsonToValue } from "../../goyaml/json-decode.ts";
import { valueToJson } from "../../goyaml/json-encode.ts";
import { functionRules } from "../../sprig/function-rules.ts";
import type { RegexLoader } from "../../sprig/regex/go-regexp.ts";
import { bytesToString } from "../../util/byte-string.ts";
import { jsonPrefixLength } from "../json-prefix.ts";
import type { RenderProfile } from "../render-profile.ts";
import { patternCompiler } from "./compile-pattern.ts";
import { gojsonschema } from "./gojsonschema.ts";
import type { Json } from "./json.ts";
import { santhoshSchema } from "./santhosh-findings.ts";

/**
 * Holds a chart's values against its values.schema.json. Gives Helm's text of what is wrong, of the schema or of the
 * values, undefined where nothing is.
 */
export function validateValues(
  schema: Uint8Array,
  values: GoMap,
  { schema: library, version, helm }: Pick<RenderProfile, "schema" | "version" | "helm">,
  loadRegex: RegexLoader,
): string | undefined {
  try {
    const known = checked.get(schema);
    const findingsOf =
      known?.version === version ? known.findingsOf : checkedSchema(schema, library, helm, loadRegex);
    checked.set(schema, { version, findingsOf });
    const findings = findingsOf(JSON.parse(valueToJson(values)));
    if (findings.length === 0) return undefined;
    return library === "gojsonschema"
      ? findings.map((finding) => `- ${finding}\n`).join("")
      : `${findings.join("\n")}\n`;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return error.message;
  }
}

/** What a schema finds wrong with values, by its text: charts are rendered often, and large schemas take long to check. */
const checked = new WeakMap<Uint8Array, { readonly version: string; readonly findingsOf: FindingsOf }>();

type FindingsOf = (values: Json) => readonly string[];

function checkedSchema(
  schema: Uint8Array,
  library: RenderProfile["schema"],
  helm: RenderProfile["helm"],
  loadRegex: RegexLoader,
): FindingsOf {
  const compile = patternCompiler(loadRegex, functionRules(helm));
  const parsed = readSchema(bytesToString(schema), library);
  return library === "gojsonschema" ? gojsonschema(parsed, compile) : santhoshSchema(parsed, compile);
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
