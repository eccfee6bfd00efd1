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
    toToml: goFunc(["interface {}"], (value) => data.toToml(value, generation)),
    mustToToml: goFunc(["interface {}"], (value) => valueToToml(value, generation)),
    fromToml: goFunc(["string"], (text) => data.fromToml(text, toml)),
    ...withoutToml,
  };
}

function time({ seconds, nanoseconds, zone }: TomlTime): GoTime {
  const { name, offsetSeconds } = zone;
  return new GoTime(seconds, nanoseconds, name === "UTC" ? UTC : fixedZone(name, offsetSeconds));
}

const withoutToml: FunctionTable = {
  toYaml: goFunc(["interface {}"], data.toYaml),
  mustToYaml: goFunc(["interface {}"], data.mustToYaml),
  toYamlPretty: goFunc(["interface {}"], data.toYamlPretty),
  fromYaml: goFunc(["string"], data.fromYaml),
  fromYamlArray: goFunc(["string"], data.fromYamlArray),
  toJson: goFunc(["interface {}"], data.toJson),
  mustToJson: goFunc(["interface {}"], data.mustToJson),
  toPrettyJson: goFunc(["interface {}"], data.toPrettyJson),
  mustToPrettyJson: goFunc(["interface {}"], data.mustToPrettyJson),
  toRawJson: goFunc(["interface {}"], data.toRawJson),
  mustToRawJson: goFunc(["interface {}"], data.mustToRawJson),
  fromJson: goFunc(["string"], data.fromJson),
  fromJsonArray: goFunc(["string"], data.fromJsonArray),
  mustFromJson: goFunc(["string"], jsonToValue),
};
