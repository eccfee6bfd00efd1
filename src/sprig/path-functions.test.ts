import { describe, expect, test } from "vitest";
import { templateFunctions } from "../node/template-functions.ts";
import { evaluator } from "./evaluate-for-tests.ts";

const helm4 = evaluator(templateFunctions({ version: "v4.1.4" }));

describe("paths", () => {
  test.each([
    [
      '{{ clean "" }} {{ clean "//" }} {{ clean "../a/../.." }} {{ clean "/../a" }} {{ clean "a/./b//c/.." }}',
      ". / ../.. /a a/b",
    ],
    ['{{ base "/" }} {{ base "a//" }} {{ base "" }} {{ osBase "C:\\\\a\\\\b" }}', "/ a . C:\\a\\b"],
    ['{{ dir "a" }} {{ dir "/" }} {{ dir "" }} {{ dir "//a/b//" }} {{ osDir "/a/b/" }}', ". / . /a/b /a/b"],
    [
      '{{ ext "a.b/c" | quote }} {{ ext ".x" }} {{ ext "a.tar.gz" }} {{ isAbs "/a" }}{{ osIsAbs "a" }}',
      '"" .x .gz truefalse',
    ],
  ])("%s", (template, output) => {
    expect(helm4(template)).toBe(output);
  });
});
