import { describe, expect, test } from "vitest";
import { templateFunctions } from "../node/template-functions.ts";
import { evaluator } from "./evaluate-for-tests.ts";

const helm4 = evaluator(templateFunctions({ version: "v4.1.4" }));

describe("parsing", () => {
  test.each([
    [
      '{{ urlParse "https://user:p%20w@example.com:8443/a%20b/c?q=1&r=%20x#frag%21" | toJson }}',
      '{"fragment":"frag!","host":"example.com:8443","hostname":"example.com","opaque":"","path":"/a b/c","query":"q=1\\u0026r=%20x","scheme":"https","userinfo":"user:p%20w"}',
    ],
    [
      '{{ urlParse "mailto:x@y.z" | toJson }}',
      '{"fragment":"","host":"","hostname":"","opaque":"x@y.z","path":"","query":"","scheme":"mailto","userinfo":""}',
    ],
    [
      '{{ urlParse "//h/p" | toJson }}',
      '{"fragment":"","host":"h","hostname":"h","opaque":"","path":"/p","query":"","scheme":"","userinfo":""}',
    ],
    [
      '{{ urlParse "http://[fe80::1%25eth0]:80/" | toJson }}',
      '{"fragment":"","host":"[fe80::1%eth0]:80","hostname":"fe80::1%eth0","opaque":"","path":"/","query":"","scheme":"http","userinfo":""}',
    ],
    [
      '{{ urlParse "HTTP://H.COM/A" | toJson }}',
      '{"fragment":"","host":"H.COM","hostname":"H.COM","opaque":"","path":"/A","query":"","scheme":"http","userinfo":""}',
    ],
    [
      '{{ urlParse "*" | toJson }}',
      '{"fragment":"","host":"","hostname":"","opaque":"","path":"*","query":"","scheme":"","userinfo":""}',
    ],
    ['{{ (urlParse "http://u:p:q@h").userinfo }}', "u:p%3Aq"],
  ])("%s", (template, output) => {
    expect(helm4(template)).toBe(output);
  });
});

describe("joining", () => {
  test.each([
    [
      '{{ urlJoin (dict "path" "a:b") }} {{ urlJoin (dict "path" "a b/é?#") }} {{ urlJoin (dict "host" "h" "path" "p") }} {{ urlJoin (dict "scheme" "mailto" "opaque" "a@b") }} {{ urlJoin (dict "scheme" "s" "path" "/p") }} {{ urlJoin (dict "host" "é h" "fragment" "a b(c)!*" "query" "x y") }} {{ urlJoin (dict "userinfo" "u:p" "host" "h") }} {{ urlJoin (dict) }}',
      "./a:b a%20b/%C3%A9%3F%23 //h/p mailto:a@b s:///p //%C3%A9%20h?x y#a%20b(c)!* //u:p@h ",
    ],
  ])("%s", (template, output) => {
    expect(helm4(template)).toBe(output);
  });
});

describe("refusals", () => {
  test.each([
    ['{{ urlParse ":x" }}', 'unable to parse url: parse ":x": missing protocol scheme'],
    ['{{ urlParse "http://[::1" }}', "unable to parse url: parse \"http://[::1\": missing ']' in host"],
    [
      '{{ urlParse "http://h:port/" }}',
      'unable to parse url: parse "http://h:port/": invalid port ":port" after host',
    ],
    ['{{ urlParse "http://h/%zz" }}', 'unable to parse url: parse "http://h/%zz": invalid URL escape "%zz"'],
    [
      '{{ urlParse "http://h o/" }}',
      'unable to parse url: parse "http://h o/": invalid character " " in host name',
    ],
    [
      '{{ urlParse "a_b:c" }}',
      'unable to parse url: parse "a_b:c": first path segment in URL cannot contain colon',
    ],
    [
      '{{ urlParse "\\x01" }}',
      'unable to parse url: parse "\\x01": net/url: invalid control character in URL',
    ],
    ['{{ urlParse "http://%41/" }}', 'unable to parse url: parse "http://%41/": invalid URL escape "%41"'],
    ['{{ urlJoin (dict "host" 5) }}', "unable to parse host key, must be of type string, but int found"],
    ['{{ urlJoin (dict "host" nil) }}', "runtime error: invalid memory address or nil pointer dereference"],
    [
      '{{ urlJoin (dict "userinfo" "bad user" "host" "h") }}',
      'unable to parse userinfo in dict: parse "proto://bad user@host": net/url: invalid userinfo',
    ],
  ])("%s", (template, message) => {
    expect(() => helm4(template)).toThrow(message);
  });
});
