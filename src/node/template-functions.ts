import type { RenderProfile } from "../chart/render-profile.ts";
import { GoFunc } from "../gotemplate/value.ts";
import { fromYaml, fromYamlArray, toYaml, toYamlPretty } from "../goyaml/helm-functions.ts";
import { jsonToValue } from "../goyaml/json-decode.ts";
import { valueToJson } from "../goyaml/json-encode.ts";
import { defaultFunctions } from "../sprig/default-functions.ts";
import { dictFunctions } from "../sprig/dict-functions.ts";
import { listFunctions } from "../sprig/list-functions.ts";
import { mathFunctions } from "../sprig/math-functions.ts";
import { semverFunctions } from "../sprig/semver-functions.ts";
import { stringFunctions } from "../sprig/string-functions.ts";
import { stringListFunctions } from "../sprig/string-list-functions.ts";
import { typeFunctions } from "../sprig/type-functions.ts";

/** Placeholder until the whole library is in one place. */
export function templateFunctions(profile: RenderProfile): ReadonlyMap<string, GoFunc> {
  const s = (call: (s: string) => any) => new GoFunc(["string"], (x = null) => call(String(x)));
  const v = (call: (s: any) => any) => new GoFunc(["interface {}"], (x = null) => call(x));
  const raw = (x: any) => {
    try {
      return valueToJson(x, { escapeHtml: false });
    } catch {
      return "";
    }
  };
  return new Map(
    Object.entries({
      ...defaultFunctions,
      ...dictFunctions,
      ...listFunctions,
      ...mathFunctions,
      ...semverFunctions(profile.semver),
      ...stringFunctions,
      ...stringListFunctions,
      ...typeFunctions,
      toYaml: v(toYaml),
      toYamlPretty: v(toYamlPretty),
      fromYaml: s(fromYaml),
      fromYamlArray: s(fromYamlArray),
      toJson: v((x) => {
        try {
          return valueToJson(x);
        } catch {
          return "";
        }
      }),
      toRawJson: v(raw),
      fromJson: s(jsonToValue),
    }),
  );
}
