import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { scenarioJsonSchema } from "./scenario-json-schema.ts";

const scenarios = fileURLToPath(new URL("../../scenarios/", import.meta.url));
const validate = new Ajv2020({ strict: true, allowUnionTypes: true, validateFormats: false }).compile(
  scenarioJsonSchema,
);

const examples = readdirSync(scenarios, { recursive: true, encoding: "utf8" }).filter((file) =>
  file.endsWith("scenario.yaml"),
);

test.each(examples)("%s fits the schema", (file) => {
  validate(parse(readFileSync(scenarios + file, "utf8")));
  expect(validate.errors).toBeNull();
});

test("every key has a description", () => {
  const properties = scenarioJsonSchema.properties as Record<string, { description?: string }>;
  expect(Object.values(properties).every(({ description = "" }) => description.length > 10)).toBe(true);
});

test.each([
  "steps: []\nstpes: []",
  "name: x",
  "steps: [1]",
  "steps: []\nseed: -1",
  "steps: []\ncontainers: [{run: soon}]",
  "steps: []\ncontainers: [{exitCode: 256}]",
  "steps: []\ncluster: {latency: clod}",
  "steps: []\ncluster: {nodes: [{cpu: 2}]}",
  "steps: []\nimages: [{missing: true}]",
])("%j does not", (text) => {
  expect(validate(parse(text))).toBe(false);
});
