import { describe, expect, test } from "vitest";
import { templateFunctions } from "../node/template-functions.ts";
import { evaluator } from "./evaluate-for-tests.ts";

const withSeed = (seed: number): ((template: string) => string) =>
  evaluator(templateFunctions({ version: "v4.1.4" }, { seed }));
const helm4 = withSeed(0);

test.each([
  ["{{ randAlphaNum 200 }}", /^[0-9A-Za-z]{200}$/],
  ["{{ randAlpha 200 }}", /^[A-Za-z]{200}$/],
  ["{{ randNumeric 200 }}", /^[0-9]{200}$/],
  ["{{ randAscii 200 }}", /^[ -~]{200}$/],
  ["{{ randBytes 16 }}", /^[A-Za-z0-9+/]{22}==$/],
  ["{{ uuidv4 }}", /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/],
  ["{{ randAlphaNum 0 }}{{ randAlpha -1 }}", /^$/],
])("%s is of its form, the same for a seed and another for each call", (template, form) => {
  const first = withSeed(1);
  const output = first(template);
  expect(output).toMatch(form);
  expect(withSeed(1)(template)).toBe(output);
  if (output !== "") {
    expect(first(template)).not.toBe(output);
    expect(withSeed(2)(template)).not.toBe(output);
  }
});

test("randInt leaves its upper bound out", () => {
  const drawn = new Set(helm4("{{ range until 200 }}{{ randInt -1 2 }} {{ end }}").trim().split(" "));
  expect([...drawn].sort()).toEqual(["-1", "0", "1"]);
});

test("shuffle keeps the characters", () => {
  const output = helm4('{{ shuffle "abcdefghijklmnop😀é" }}');
  expect(output).not.toBe("abcdefghijklmnop😀é");
  expect([...output].sort()).toEqual([..."abcdefghijklmnop😀é"].sort());
});

describe("refusals", () => {
  test.each([
    ["{{ randInt 5 5 }}", "invalid argument to Intn"],
    ["{{ randBytes -1 }}", "runtime error: makeslice: len out of range"],
  ])("%s", (template, message) => {
    expect(() => helm4(template)).toThrow(message);
  });
});
