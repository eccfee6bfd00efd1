import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { fromYaml, fromYamlArray, toRawJson, toYaml, toYamlPretty } from "./helm-functions.ts";
import { jsonToValue } from "./json-decode.ts";

const oracle = new URL("../../../shared/oracle/", import.meta.url);
const missing = !existsSync(oracle);
if (missing) console.warn("no ../shared/oracle: what real Helm answers is not compared");

interface Answers {
  readonly cases: readonly {
    readonly id: string;
    readonly unstable?: boolean;
    readonly json?: string;
    readonly src?: string;
    readonly helm4: Readonly<Record<string, string>>;
  }[];
}

function cases(name: string): Answers["cases"] {
  if (missing) return [];
  const { cases: all }: Answers = JSON.parse(readFileSync(new URL(name, oracle), "utf8"));
  return all.filter(({ unstable }) => !unstable);
}

describe.skipIf(missing)("real Helm", () => {
  it("writes YAML as we do", () => {
    const all = cases("yaml-emit.json");
    expect(all.length).toBeGreaterThan(0);
    for (const { id, json = "", helm4 } of all) {
      const value = jsonToValue(json);
      if (helm4.toYaml !== undefined) expect(toYaml(value), id).toBe(helm4.toYaml);
      if (helm4.toYamlPretty !== undefined) expect(toYamlPretty(value), id).toBe(helm4.toYamlPretty);
    }
  });

  it("reads YAML as we do", () => {
    const all = cases("yaml-parse.json");
    expect(all.length).toBeGreaterThan(0);
    for (const { id, src = "", helm4 } of all) {
      if (helm4.fromYaml !== undefined) expect(toRawJson(fromYaml(src)), id).toBe(helm4.fromYaml);
      if (helm4.fromYamlArray !== undefined)
        expect(toRawJson(fromYamlArray(src)), id).toBe(helm4.fromYamlArray);
    }
  });
});
