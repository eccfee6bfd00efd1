import fc from "fast-check";
import { expect, test } from "vitest";
import { goRules } from "../go-rules.ts";
import { Lexer } from "./lexer.ts";
import { showToken } from "./token.ts";

function tokens(text: string, go = "1.25"): string[] {
  const lexer = new Lexer(text, goRules(go));
  const out: string[] = [];
  for (let token = lexer.next(); token.type !== "eof"; token = lexer.next()) {
    if (token.isSpaced && token.type !== "text") out.push(S);
    out.push(`${token.type} ${token.text}`);
    if (token.type === "error") break;
  }
  return out;
}

const L = "leftDelim {{";
const R = "rightDelim }}";
const S = "spaced";

const cases: readonly [string, readonly string[]][] = [
  ["", []],
  ["text only", ["text text only"]],
  ["{{.}}", [L, ". .", R]],
  ["a {{- . -}} b", ["text a", L, ". .", S, R, "text b"]],
  ["{{- -3 -}}", [L, "number -3", S, R]],
  ["{{-3}}", [L, "number -3", R]],
  ["a{{/* c */}}b", ["text a", "text b"]],
  ["a {{- /* c */ -}} b", ["text a", "text b"]],
  [
    "{{$x := .a.b | f}}",
    [L, "variable $x", S, "declare :=", S, "field .a.b", S, "pipe |", S, "identifier f", R],
  ],
  ["{{$ = (nil)}}", [L, "variable $", S, "assign =", S, "leftParen (", "nil nil", "rightParen )", R]],
  ["{{if true}}{{else}}{{end}}", [L, "if if", S, "bool true", R, L, "else else", R, L, "end end", R]],
  ["{{\"a\\\"b\" `raw\n` '\\''}}", [L, 'string "a\\"b"', S, "rawString `raw\n`", S, "charConstant '\\''", R]],
  [
    "{{1_000 0x1F 0b1 0o7 1e3 0x1p-2 2i 1+2i .5}}",
    [
      L,
      "number 1_000",
      S,
      "number 0x1F",
      S,
      "number 0b1",
      S,
      "number 0o7",
      S,
      "number 1e3",
      S,
      "number 0x1p-2",
      S,
      "number 2i",
      S,
      "complex 1+2i",
      S,
      "number .5",
      R,
    ],
  ],
  [
    "{{range $i, $é := list}}",
    [
      L,
      "range range",
      S,
      "variable $i",
      "char ,",
      S,
      "variable $é",
      S,
      "declare :=",
      S,
      "identifier list",
      R,
    ],
  ],
  ["{{\n x\n}}", [L, S, "identifier x", S, R]],
  ["{{break}}{{continue}}", [L, "break break", R, L, "continue continue", R]],
];

test.each(cases)("%j", (text, expected) => {
  expect(tokens(text)).toEqual(expected);
});

test.each([
  ["{{", "unclosed action"],
  ["{{ x", "unclosed action"],
  ["{{/* x", "unclosed comment"],
  ["{{/* x */ y}}", "comment ends before closing delimiter"],
  ["{{(1}}", "unclosed left paren"],
  ["{{1)}}", "unexpected right paren"],
  ['{{"a}}', "unterminated quoted string"],
  ['{{"a\nb"}}', "unterminated quoted string"],
  ["{{'a}}", "unterminated character constant"],
  ["{{`a}}", "unterminated raw quoted string"],
  ["{{1a}}", 'bad number syntax: "1a"'],
  ["{{1+2}}", 'bad number syntax: "1+2"'],
  ["{{:}}", "expected :="],
  ["{{.a;}}", "bad character U+003B ';'"],
  ['{{f"x"}}', "bad character U+0022 '\"'"],
  ["{{\u00a0}}", "unrecognized character in action: U+00A0"],
  ["{{😀}}", "unrecognized character in action: U+1F600 '😀'"],
])("%j fails with %s", (text, message) => {
  expect(tokens(text).at(-1)).toBe(`error ${message}`);
});

test("tokens know their line; Go before 1.24 does not count those of comments", () => {
  const lineOfX = (go: string) => {
    const lexer = new Lexer("a\n{{/*\n\n*/}}\n{{\nx}}", goRules(go));
    for (let token = lexer.next(); ; token = lexer.next()) {
      if (token.type === "identifier" || token.type === "eof") return lexer.lineOf(token.at);
    }
  };
  expect(lineOfX("1.25")).toBe(6);
  expect(lineOfX("1.23")).toBe(4);
});

test("errors show tokens by kind, and at most ten characters", () => {
  const show = (text: string) => {
    const lexer = new Lexer(text, goRules("1.25"));
    lexer.next();
    return showToken(lexer.next());
  };
  expect(show("{{end}}")).toBe("<end>");
  expect(show("{{short}}")).toBe('"short"');
  expect(show("{{abcdefghijklm}}")).toBe('"abcdefghij"...');
});

const piece = fc.constantFrom(
  "{{",
  "}}",
  "{{- ",
  " -}}",
  "/*",
  "*/",
  "(",
  ")",
  "|",
  ":=",
  ".",
  "$",
  '"',
  "'",
  "`",
  "\\",
  "0x",
  "1e",
  "é",
  "\n",
  "if",
  " ",
  "text",
);

test("any text is cut into tokens that follow each other", () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const lexer = new Lexer(pieces.join(""), goRules("1.25"));
      let at = 0;
      for (let token = lexer.next(); token.type !== "eof"; token = lexer.next()) {
        expect(token.at).toBeGreaterThanOrEqual(at);
        at = token.at;
      }
    }),
  );
});
