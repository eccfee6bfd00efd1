import { GoMap } from "../gotemplate/value.ts";
import { jsonToValue } from "../goyaml/json-decode.ts";
import { mergeMaps } from "./merge-maps.ts";
import { readChartValues } from "./read-values.ts";
import { helmError, RenderError } from "./render-error.ts";
import type { RenderProfile } from "./render-profile.ts";
import { type StrvalsMode, setValues } from "./strvals.ts";

/** What a command line says about values, by flag; each list in the order given. */
export interface ValueFlags {
  readonly files: readonly string[];
  readonly setJson: readonly string[];
  readonly set: readonly string[];
  readonly setString: readonly string[];
  readonly setFile: readonly string[];
  readonly setLiteral: readonly string[];
}

/** Reads a file of `-f` or `--set-file`; throws an Error with Helm's words. */
export type ReadFile = (path: string) => string;

/**
 * The values a user gives. Flags of one kind come after those of another whatever their order on the command line, and
 * later ones win (pkg/cli/values/options.go). Throws RenderError with Helm's words.
 */
export function userValues(
  flags: ValueFlags,
  readFile: ReadFile,
  profile: Pick<RenderProfile, "major">,
): GoMap {
  let values = new GoMap();
  for (const path of flags.files) {
    const text = helmError("values-file", "", { file: path }, () => readFile(path));
    values = mergeMaps(
      values,
      helmError("values-invalid", `failed to parse ${path}: `, { file: path }, () =>
        readChartValues(text, profile.major),
      ),
    );
  }
  for (const line of flags.setJson) values = setJson(values, line, profile);
  const setAll = (flag: string, lines: readonly string[], mode: StrvalsMode): void => {
    for (const line of lines) {
      const act = () => setValues(values, line, mode, profile.major);
      helmError("values-flag", `failed parsing --${flag} data: `, {}, act);
    }
  };
  setAll("set", flags.set, "typed");
  setAll("set-string", flags.setString, "string");
  setAll("set-file", flags.setFile, readFile);
  setAll("set-literal", flags.setLiteral, "literal");
  return values;
}

/** Helm 4 also takes one JSON object, merged as a file's would be. */
function setJson(values: GoMap, line: string, { major }: Pick<RenderProfile, "major">): GoMap {
  const trimmed = line.trim();
  const isObject = major === 4 && trimmed.startsWith("{");
  try {
    const object = isObject ? jsonToValue(trimmed) : undefined;
    if (object instanceof GoMap) return mergeMaps(values, object);
    setValues(values, line, "json", major);
    return values;
  } catch (cause) {
    const what = isObject ? "data JSON:" : "data";
    throw new RenderError("values-flag", `failed parsing --set-json ${what} ${line}`, { cause });
  }
}
