import * as data from "../goyaml/helm-functions.ts";
import { jsonToValue } from "../goyaml/json-decode.ts";
import { type FunctionTable, goFunc } from "./go-func.ts";

/** Helm's functions for YAML, JSON and TOML (pkg/engine/funcs.go), and what of sprig's they leave (defaults.go). */
export const dataFunctions: FunctionTable = {
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
