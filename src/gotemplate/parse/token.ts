import { quote } from "../text/quote.ts";

/** What the lexer tells apart; the words are template keywords. */
export type TokenType =
  | "error"
  | "bool"
  | "char"
  | "charConstant"
  | "complex"
  | "assign"
  | "declare"
  | "eof"
  | "field"
  | "identifier"
  | "leftDelim"
  | "leftParen"
  | "number"
  | "pipe"
  | "rawString"
  | "rightDelim"
  | "rightParen"
  | "string"
  | "text"
  | "variable"
  | Keyword;

const KEYWORDS = [
  ".",
  "block",
  "break",
  "continue",
  "define",
  "else",
  "end",
  "if",
  "range",
  "nil",
  "template",
  "with",
] as const;
export type Keyword = (typeof KEYWORDS)[number];

const keywords: ReadonlySet<string> = new Set(KEYWORDS);

export function isKeyword(word: string): word is Keyword {
  return keywords.has(word);
}

export interface Token {
  readonly type: TokenType;
  /** Index of the first UTF-16 unit in the template's text. */
  readonly at: number;
  /** The text, or the message of an error. Fields in a row, `.a.b`, are one token. */
  readonly text: string;
  /** Whether blanks come before it: they part operands. */
  readonly isSpaced: boolean;
}

/** A token as parse errors name it. */
export function showToken({ type, text }: Token): string {
  if (type === "eof") return "EOF";
  if (type === "error") return text;
  if (isKeyword(type)) return `<${text}>`;
  // For Go, fields are tokens each.
  const chars = [
    ...(type === "field" ? text.slice(0, (text.indexOf(".", 1) + 1 || text.length + 1) - 1) : text),
  ];
  // Go measures the length in bytes but cuts after ten characters.
  return new TextEncoder().encode(chars.join("")).length > 10
    ? `${quote(chars.slice(0, 10).join(""))}...`
    : quote(chars.join(""));
}
