import { expect, test } from "vitest";
import { parseLabelSelector } from "./label-requirements.ts";

const labels = { app: "web", tier: "front", "example.com/n": "5", empty: "" };

test.each([
  ["", true],
  ["app=web", true],
  ["app==web", true],
  ["app = web , tier=front", true],
  ["app=db", false],
  ["app!=db", true],
  ["app!=web", false],
  ["none!=x", true],
  ["app", true],
  ["none", false],
  ["!none", true],
  ["!app", false],
  ["empty=", true],
  ["app=", false],
  ["app in (web, db)", true],
  ["app in (db)", false],
  ["app notin (db)", true],
  ["none notin (db)", true],
  ["app notin (web,db)", false],
  ["app in (web,db),tier notin (back),example.com/n=5", true],
  ["example.com/n>4", true],
  ["example.com/n<5", false],
])("%j: %s", (selector, holds) => {
  expect(parseLabelSelector(selector)(labels)).toBe(holds);
});

test("an object without labels has none", () => {
  expect(parseLabelSelector("a!=b,!c")(undefined)).toBe(true);
  expect(parseLabelSelector("a=b")(undefined)).toBe(false);
});

test("nonsense is refused", () => {
  expect(() => parseLabelSelector("a b c")).toThrow("unable to parse requirement");
});
