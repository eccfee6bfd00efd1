import fc from "fast-check";
import { expect, test } from "vitest";
import { matchesGlob } from "./glob.ts";

test("stars and question marks", () => {
  expect(matchesGlob("acme/web:*", "acme/web:1.0")).toBe(true);
  expect(matchesGlob("nginx*", "nginx")).toBe(true);
  expect(matchesGlob("*", "registry.io/a/b@sha256:00")).toBe(true);
  expect(matchesGlob("Job/db-?", "Job/db-1")).toBe(true);
  expect(matchesGlob("Job/db-?", "Job/db-12")).toBe(false);
  expect(matchesGlob("*/web:*", "acme/wbe:1")).toBe(false);
  expect(matchesGlob("a.c", "abc")).toBe(false);
});

test("the same as the regular expression it stands for", () => {
  const text = fc.string({ unit: fc.constantFrom("a", "b", "/"), maxLength: 8 });
  const pattern = fc.string({ unit: fc.constantFrom("a", "b", "/", "*", "?"), maxLength: 6 });
  fc.assert(
    fc.property(pattern, text, (glob, name) => {
      const regex = new RegExp(`^${glob.replaceAll("*", ".*").replaceAll("?", ".")}$`);
      expect(matchesGlob(glob, name)).toBe(regex.test(name));
    }),
  );
});

test("many stars do not blow up", () => {
  expect(matchesGlob(`${"a*".repeat(40)}b`, "a".repeat(5000))).toBe(false);
});
