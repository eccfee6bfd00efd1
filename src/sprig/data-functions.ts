import { checkParts } from "../gotemplate/check-parts.ts";
import type { GoFunc, Value } from "../gotemplate/value.ts";
import * as data from "../goyaml/helm-functions.ts";
import { jsonToValue } from "../goyaml/json-decode.ts";
import { valueToToml } from "../goyaml/toml-encode.ts";
import type { TomlGeneration } from "../goyaml/toml-source.ts";
import type { TomlTime } from "../goyaml/toml-time.ts";
import { type FunctionTable, goFunc } from "./go-func.ts";
import { GoTime } from "./time/go-time.ts";
import { fixedZone, UTC } from "./time/zone.ts";

/** Helm's functions for YAML, JSON and TOML (pkg/engine/funcs.go), and what of sprig's they leave (defaults.go). */
export function dataFunctions(generation: TomlGeneration): FunctionTable {
  const toml = { generation, time };
  return {
    toToml: writing((value) => data.toToml(value, generation)),
    mustToToml: writing((value) => valueToToml(value, generation)),
    fromToml: goFunc(["string"], (text) => data.fromToml(text, toml)),
    ...withoutToml,
  };
}

/** A function that goes through all of a value. */
function writing(write: (value: Value) => string): GoFunc {
  return goFunc(["interface {}"], (value) => {
    checkParts(value);
    return write(value);
  });
}

function time({ seconds, nanoseconds, zone }: TomlTime): GoTime {
  const { name, offsetSeconds } = zone;
  return new GoTime(seconds, nanoseconds, name === "UTC" ? UTC : fixedZone(name, offsetSeconds));
}

const withoutToml: FunctionTable = {
  toYaml: writing(data.toYaml),
  mustToYaml: writing(data.mustToYaml),
  toYamlPretty: writing(data.toYamlPretty),
  fromYaml: goFunc(["string"], data.fromYaml),
  fromYamlArray: goFunc(["string"], data.fromYamlArray),
  toJson: writing(data.toJson),
  mustToJson: writing(data.mustToJson),
  toPrettyJson: writing(data.toPrettyJson),
  mustToPrettyJson: writing(data.mustToPrettyJson),
  toRawJson: writing(data.toRawJson),
  mustToRawJson: writing(data.mustToRawJson),
  fromJson: goFunc(["string"], data.fromJson),
  fromJsonArray: goFunc(["string"], data.fromJsonArray),
  mustFromJson: goFunc(["string"], jsonToValue),
};
