import { isBreak } from "./characters.ts";

export type WrittenStyle = "plain" | "single-quoted" | "double-quoted" | "literal";

export interface ScalarRules {
  /** A line is folded at the first space behind this column. */
  readonly width: number;
  /** Whether a literal block may hold tabs; elsewhere they are always escaped. */
  readonly tabsInLiterals: boolean;
}

/** Where a scalar is written. */
export interface ScalarPlace {
  /** The column of its first character. */
  readonly column: number;
  /** The column at which its further lines start. */
  readonly indent: number;
  /** It is a key on one line with its `:`, so it cannot be folded. */
  readonly simpleKey: boolean;
}

/** Everything but line feeds and what YAML 1.1 calls printable, of the first 2^16 characters. */
const UNPRINTABLE = /[^\n\x20-\x7e\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd]/;
const UNPRINTABLE_BUT_TABS = /[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd]/;
const BREAK = /[\n\r\x85\u2028\u2029]/;
const SPACE_BY_BREAK = / [\n\r\x85\u2028\u2029]|[\n\r\x85\u2028\u2029] /;
const SPACE_BEFORE_BREAK = / [\n\r\x85\u2028\u2029]/;
const OUTER_SPACE_OR_BREAK = /^[ \n\r\x85\u2028\u2029]|[ \n\r\x85\u2028\u2029]$/;
/** What means something else at the start of a plain scalar, and `: ` and ` #` anywhere in it. */
const INDICATORS = /^(?:---|\.\.\.|[#,[\]{}&*!|>'"%@`]|[-?](?:[ \t]|$))|:(?:[ \t]|$)|[ \t]#/;

/** Whether a scalar has more than one line, so that it cannot be a key on one. */
export function isMultiline(text: string): boolean {
  return BREAK.test(text);
}

/** The style a scalar can have where `wanted` is asked for, by emitterc.go's rules. */
export function chooseStyle(
  text: string,
  wanted: "plain" | "double-quoted" | "literal",
  simpleKey: boolean,
  rules: ScalarRules,
): WrittenStyle {
  const multiline = isMultiline(text);
  if (wanted === "double-quoted" || (simpleKey && multiline)) return "double-quoted";
  if (wanted === "literal") {
    const unprintable = rules.tabsInLiterals ? UNPRINTABLE_BUT_TABS : UNPRINTABLE;
    const allowed =
      !simpleKey && !text.endsWith(" ") && !SPACE_BEFORE_BREAK.test(text) && !unprintable.test(text);
    return allowed ? "literal" : "double-quoted";
  }
  if (UNPRINTABLE.test(text) || SPACE_BY_BREAK.test(text)) return "double-quoted";
  const plain =
    !multiline && !OUTER_SPACE_OR_BREAK.test(text) && !INDICATORS.test(text) && !(text === "" && simpleKey);
  return plain ? "plain" : "single-quoted";
}

/** A scalar as text, header and quotes included. */
export function writeScalar(
  text: string,
  style: WrittenStyle,
  place: ScalarPlace,
  rules: ScalarRules,
): string {
  if (style === "literal") return literal(text, place.indent);
  const width = place.simpleKey ? Number.POSITIVE_INFINITY : rules.width;
  if (style === "double-quoted") return doubleQuoted(text, place, width);
  const quote = style === "single-quoted" ? "'" : "";
  const content = quote === "" ? text : text.replaceAll("'", "''");
  if (place.column + content.length <= width && !isMultiline(text)) return quote + content + quote;
  return (
    quote + fold(content, { ...place, column: place.column + quote.length }, width, quote !== "") + quote
  );
}

function literal(text: string, indent: number): string {
  const margin = " ".repeat(indent);
  const first = text.charCodeAt(0);
  const hint = first === 0x20 || isBreak(first) ? "2" : "";
  const last = isBreak(text.charCodeAt(text.length - 1));
  const lastButOne = text.length < 2 || isBreak(text.charCodeAt(text.length - 2));
  const chomping = !last ? "-" : lastButOne ? "+" : "";
  // A break is followed by the margin of the next line, unless that is empty.
  const body = text.replace(
    /(^|[\n\r\x85\u2028\u2029])(?=[^\n\r\x85\u2028\u2029])/g,
    (lineBreak) => lineBreak + margin,
  );
  return `|${hint}${chomping}\n${body}`;
}

/** Breaks a line at the first lone space behind the width. Between quotes, the first and the last space stay. */
function fold(text: string, place: ScalarPlace, width: number, quoted: boolean): string {
  const last = text.length - 1;
  let out = "";
  let { column } = place;
  let margin = "";
  for (let at = 0; at <= last; at++) {
    const char = text.charAt(at);
    const lone = char === " " && text.charAt(at - 1) !== " " && text.charAt(at + 1) !== " ";
    if (lone && column > width && !(quoted && (at === 0 || at === last))) {
      out += `\n${" ".repeat(place.indent)}`;
      column = place.indent;
    } else if (isBreak(char.charCodeAt(0))) {
      out += char;
      margin = " ".repeat(place.indent);
      column = 0;
    } else {
      out += margin + char;
      column += margin.length + 1;
      margin = "";
    }
  }
  return out;
}

const NEEDS_ESCAPE = /[^ !#-[\]-~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]/;

const SHORT_ESCAPES: ReadonlyMap<number, string> = new Map(
  Object.entries({
    "\0": "0",
    "\x07": "a",
    "\b": "b",
    "\t": "t",
    "\n": "n",
    "\v": "v",
    "\f": "f",
    "\r": "r",
    "\x1b": "e",
    '"': '"',
    "\\": "\\",
    "\x85": "N",
    "\xa0": "_",
    "\u2028": "L",
    "\u2029": "P",
  }).map(([char, letter]) => [char.charCodeAt(0), `\\${letter}`]),
);

function escaped(char: string): string {
  const code = char.codePointAt(0) ?? 0;
  const hex = code.toString(16).toUpperCase();
  const long =
    code <= 0xff
      ? `x${hex.padStart(2, "0")}`
      : code <= 0xffff
        ? `u${hex.padStart(4, "0")}`
        : `U${hex.padStart(8, "0")}`;
  return SHORT_ESCAPES.get(code) ?? `\\${long}`;
}

function doubleQuoted(text: string, place: ScalarPlace, width: number): string {
  if (place.column + text.length <= width && !NEEDS_ESCAPE.test(text)) return `"${text}"`;
  const chars = [...text];
  // go-yaml looks for a byte order mark at the start of the text, whatever character it has come to.
  const escapeAll = text.startsWith("\ufeff");
  let out = '"';
  let column = place.column + 1;
  for (const [at, char] of chars.entries()) {
    const inner = at > 0 && at < chars.length - 1;
    if (!escapeAll && char === " " && inner && column > width && chars[at - 1] !== " ") {
      // A space behind the break would be lost without its backslash.
      const next = chars[at + 1] === " " ? "\\" : "";
      out += `\n${" ".repeat(place.indent)}${next}`;
      column = place.indent + next.length;
    } else {
      const written = escapeAll || NEEDS_ESCAPE.test(char) ? escaped(char) : char;
      out += written;
      column += written.length;
    }
  }
  return `${out}"`;
}
