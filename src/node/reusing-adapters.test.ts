import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import type { Adapters } from "../adapters.ts";
import { GoMap } from "../gotemplate/value.ts";
import { defaultScenario } from "../scenario/scenario.ts";
import { parseStep } from "../scenario/steps/parse-step.ts";
import { simulate } from "../simulate.ts";
import { nodeAdapters } from "./node-adapters.ts";
import { reusingAdapters } from "./reusing-adapters.ts";

const root = mkdtempSync(join(tmpdir(), "reuse-"));
afterAll(() => rmSync(root, { recursive: true }));

/** A chart with one ConfigMap that holds what a template makes of an expression. */
function chart(name: string, expression: string): string {
  const folder = join(root, name);
  mkdirSync(join(folder, "templates"), { recursive: true });
  writeFileSync(
    join(folder, "Chart.yaml"),
    `apiVersion: v2\nname: ${name}\nversion: 1.0.0\nappVersion: "1"\n`,
  );
  writeFileSync(join(folder, "values.yaml"), "size: 1\nnested: { a: 1 }\n");
  writeFileSync(
    join(folder, "templates/all.yaml"),
    `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: made}\ndata: {value: {{ ${expression} | toString | quote }}}\n`,
  );
  return folder;
}

const expressions = {
  plain: ".Values.size",
  chance: "randAlphaNum 8",
  time: 'now | date "15:04:05.000"',
  lookup: '(lookup "v1" "ConfigMap" .Release.Namespace "made").data',
  revision: ".Release.Revision",
  changing: "set .Values.nested (printf `k%d` .Release.Revision) 1",
  key: '(genPrivateKey "ecdsa" | sha256sum)',
};

const steps = (path: string) =>
  [`helm install demo ${path} --set size=2`, "sleep 3s", `helm upgrade demo ${path} --set size=3`].map(
    (step) => parseStep(step, {}),
  );

const run = (path: string, seed: number, adapters: Adapters) =>
  JSON.stringify(simulate({ ...defaultScenario, seed, steps: steps(path) }, adapters));

describe("runs with one reader of charts are those with a reader each", () => {
  test.each(Object.entries(expressions))("%s", (name, expression) => {
    const path = chart(name, expression);
    const shared = reusingAdapters();
    for (const seed of [1, 2, 1]) expect(run(path, seed, shared)).toBe(run(path, seed, nodeAdapters));
  });
});

test("a chart is rendered anew when what its templates ask for has changed", () => {
  const isReused = (
    name: keyof typeof expressions,
    change: { now?: number; seed?: number; found?: string },
  ): boolean => {
    const path = chart(name, expressions[name]);
    const adapters = reusingAdapters();
    const [first, second] = [{}, change].map(({ now = 1, seed = 1, found = "a" }: typeof change) => {
      const source = adapters.chartSource({ helmVersion: "4.1.4", directory: root, now: () => now, seed });
      return source.render({
        chart: source.loadChart(path),
        values: new GoMap([["size", "2"]]),
        release: { name: "demo", namespace: "default", revision: 1, isInstall: true, isUpgrade: false },
        capabilities: undefined,
        lookup: () => new GoMap([["data", found]]),
        skipSchemaValidation: false,
        subchartNotes: false,
        hideSecrets: false,
      });
    });
    return first === second;
  };
  expect(isReused("plain", { now: 2, seed: 2, found: "b" })).toBe(true);
  expect(isReused("chance", { now: 2, found: "b" })).toBe(true);
  expect(isReused("chance", { seed: 2 })).toBe(false);
  expect(isReused("key", { seed: 2 })).toBe(false);
  expect(isReused("time", { seed: 2, found: "b" })).toBe(true);
  expect(isReused("time", { now: 2 })).toBe(false);
  expect(isReused("lookup", { now: 2, seed: 2 })).toBe(true);
  expect(isReused("lookup", { found: "b" })).toBe(false);
});
