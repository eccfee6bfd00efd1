import { GoList, GoMap, type Value } from "../../../src/gotemplate/value.ts";
import {
  fromJson,
  fromToml,
  fromYaml,
  fromYamlArray,
  mustToJson,
  mustToYaml,
  toToml,
} from "../../../src/goyaml/helm-functions.ts";
import { yamlToValue } from "../../../src/goyaml/parse-yaml.ts";
import { corpus } from "../corpus.ts";
import { mutateText, pick } from "../mutate.ts";
import { type FuzzTarget, InvariantBroken } from "../target.ts";

const texts = corpus(["scenarios", "bench/fuzz/corpus"], /\.(ya?ml|toml|json)$/);

/** The readers and writers of YAML, JSON and TOML. What was read and written is read again as the same. */
export const yaml: FuzzTarget = {
  name: "yaml",
  input: (random) => mutateText(pick(texts, random), texts, random),
  run(input) {
    const text = input as string;
    for (const read of [fromYaml, fromYamlArray, fromJson]) read(text);
    for (const generation of ["1.0", "1.1"] as const) {
      fromToml(text, { generation, time: () => "a time" });
      toToml(fromYaml(text), generation);
    }
    const value = readable(text);
    if (!(value instanceof GoMap || value instanceof GoList)) return;
    if (rareBreaks.test(mustToJson(value))) return;
    if (withoutNegativeZeros(yamlToValue(`${mustToYaml(value)}\n`)) !== withoutNegativeZeros(value))
      throw new InvariantBroken("what was written is read as something else");
  },
};

/** Of these go-yaml makes spaces and other breaks when it reads what it has written. */
const rareBreaks = /[\u0085\u2028\u2029]|\\u202[89]/;

/** As JSON; go-yaml writes -0 as 0. */
const withoutNegativeZeros = (value: Value): string =>
  mustToJson(value).replaceAll(/(?<=[:[,])-0(?=[,\]}])/g, "0");

function readable(text: string): Value | undefined {
  try {
    return yamlToValue(text);
  } catch {
    return undefined;
  }
}
