import { describe, expect, test } from "vitest";
import { templateFunctions } from "../node/template-functions.ts";
import { evaluator } from "./evaluate-for-tests.ts";

const helm4 = evaluator(templateFunctions({ version: "v4.1.4" }));

describe("snakecase splits at capitals, and digits stay with the word before", () => {
  test.each([
    ['{{ snakecase "HTTPServer" }}', "http_server"],
    ['{{ snakecase "getHTTPResponseCode" }}', "get_http_response_code"],
    ['{{ snakecase "ID42Name" }}', "id42_name"],
    ['{{ snakecase "http2xx" }}', "http_2xx"],
    ['{{ snakecase "a1B2c3" }}', "a1_b_2c3"],
    ['{{ snakecase "1x" }}', "1x"],
    ['{{ snakecase "Ünïcode Case" }}', "ünïcode_case"],
    ['{{ snakecase "already-kebab case" }}', "already_kebab_case"],
    ['{{ snakecase "__A__" }}', "__a__"],
    ['{{ snakecase "dotted.Name" }}', "dotted.name"],
    ['{{ snakecase ",-aB" }}', ",-a_b"],
    ['{{ snakecase "日本A" }}', "日本_a"],
    ['{{ snakecase "" | quote }}', '""'],
    ['{{ snakecase "\\xffA" | quote }}', '"�a"'],
  ])("%s", (template, output) => {
    expect(helm4(template)).toBe(output);
  });
});

describe("kebabcase does the same with hyphens", () => {
  test.each([
    ['{{ kebabcase "FirstName" }}', "first-name"],
    ['{{ kebabcase "camelCaseWithURLInside" }}', "camel-case-with-url-inside"],
    ['{{ kebabcase "a_b c.d" }}', "a-b-c.d"],
    ['{{ kebabcase "--x--" }}', "--x--"],
    ['{{ kebabcase "v1Beta2API" }}', "v1-beta2-api"],
    ['{{ kebabcase "A B  C" }}', "a-b--c"],
  ])("%s", (template, output) => {
    expect(helm4(template)).toBe(output);
  });
});

describe("camelcase joins words and keeps outer connectors", () => {
  test.each([
    ['{{ camelcase "http_server" }}', "HttpServer"],
    ['{{ camelcase "_http_server" }}', "_HttpServer"],
    ['{{ camelcase "__a__b__" }}', "__A_B__"],
    ['{{ camelcase "HTTPServer" }}', "Httpserver"],
    ['{{ camelcase "FOO_BAR" }}', "FooBar"],
    ['{{ camelcase "kebab-case name" }}', "KebabCaseName"],
    ['{{ camelcase "a-_b" }}', "A-B"],
    ['{{ camelcase "__" }}', "___"],
    ['{{ camelcase "é_ü" }}', "ÉÜ"],
    ['{{ camelcase "" | quote }}', '""'],
  ])("%s", (template, output) => {
    expect(helm4(template)).toBe(output);
  });
});
