import { expect, test } from "vitest";
import { compileGlob, compilePathPattern } from "./path-match.ts";

test.each([
  ["*.yaml", "a.yaml", true],
  ["*.yaml", "d/a.yaml", false],
  ["**.yaml", "d/a.yaml", true],
  ["d/*", "d/e/f", false],
  ["d/**", "d/e/f", true],
  ["{a,b*}.txt", "bcd.txt", true],
  ["{a,b*}.txt", "cd.txt", false],
  ["[!a-c]x", "dx", true],
  ["[!a-c]x", "bx", false],
  ["a?c", "a/c", false],
  ["a\\*", "a*", true],
  ["*a*b*", "xxaxxbxx", true],
  // what does not compile matches everything
  ["[", "anything", true],
])(".Files.Glob %s on %s: %s", (pattern, name, matches) => {
  expect(compileGlob(pattern)(name)).toBe(matches);
});

test.each([
  ["templates/*", "templates/a.yaml", true],
  ["templates/*", "templates/tests/a.yaml", false],
  ["[^a-c]?", "d1", true],
  ["a*/b?", "abc/bd", true],
  ["a*b", "a/b", false],
  ["a*b*c", "aXbYbZc", true],
  ["*", "a/b", false],
  ["\\**", "*a", true],
  ["[*]", "*", true],
  ["a[]", "a", "bad"],
  ["x[", "a", "bad"],
  ["a*\\", "ab", "bad"],
  // nobody looks behind a star in vain
  ["x*[", "a", false],
])("filepath.Match %s on %s: %s", (pattern, name, matches) => {
  if (matches === "bad") expect(() => compilePathPattern(pattern)(name)).toThrow("syntax error in pattern");
  else expect(compilePathPattern(pattern)(name)).toBe(matches);
});

test("many stars take no longer than pattern and text are long", () => {
  const matches = compileGlob(`${"*a".repeat(30)}*b`);
  for (let i = 0; i < 200; i++) expect(matches("a".repeat(200))).toBe(false);
});
