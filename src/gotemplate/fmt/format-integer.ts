import { isPrint } from "../text/is-print.ts";
import { isValidRune, quoteRune } from "../text/quote.ts";
import { type Directive, pad } from "./directive.ts";

const BASES: Readonly<Record<string, number>> = { v: 10, d: 10, b: 2, o: 8, O: 8, x: 16, X: 16 };

/** An integer under one verb, undefined where the verb does not take integers (fmt's fmtInteger). */
export function formatInteger(
  value: bigint,
  isUnsigned: boolean,
  verb: string,
  directive: Directive,
): string | undefined {
  if (verb === "c") return pad(String.fromCodePoint(runeOf(value)), directive);
  if (verb === "q") return pad(quoteRune(runeOf(value), directive.plus), directive);
  if (verb === "U") return pad(unicode(BigInt.asUintN(64, value), directive), directive, false);
  const base = BASES[verb];
  if (base === undefined) return undefined;
  if (verb === "v" && directive.sharpV && isUnsigned)
    return digits(value, 16, "v", { ...directive, sharp: true });
  return digits(value, base, verb, directive);
}

function digits(value: bigint, base: number, verb: string, directive: Directive): string {
  const { width, precision } = directive;
  const isNegative = value < 0n;
  const size = isNegative ? -value : value;
  if (precision === 0 && size === 0n) return " ".repeat(width ?? 0);
  const sign = isNegative ? "-" : directive.plus ? "+" : directive.space ? " " : "";
  let least = precision ?? 0;
  if (precision === undefined && directive.zero && !directive.minus && width !== undefined) {
    least = width - sign.length;
  }
  let text = size.toString(base).padStart(least, "0");
  if (verb === "X") text = text.toUpperCase();
  if (directive.sharp) {
    if (base === 2) text = `0b${text}`;
    else if (base === 8) text = text.startsWith("0") ? text : `0${text}`;
    else if (base === 16) text = (verb === "X" ? "0X" : "0x") + text;
  }
  if (verb === "O") text = `0o${text}`;
  return pad(sign + text, directive, false);
}

function unicode(value: bigint, directive: Directive): string {
  const text = `U+${value
    .toString(16)
    .toUpperCase()
    .padStart(Math.max(directive.precision ?? 4, 4), "0")}`;
  const isShown = directive.sharp && value <= 0x10ffffn && isPrint(Number(value));
  return isShown ? `${text} '${String.fromCodePoint(Number(value))}'` : text;
}

function runeOf(value: bigint): number {
  const code = value >= 0n && value <= 0x10ffffn ? Number(value) : 0xfffd;
  return isValidRune(code) ? code : 0xfffd;
}
