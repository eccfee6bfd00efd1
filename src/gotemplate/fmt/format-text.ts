import { stringToBytes } from "../../util/byte-string.ts";
import { canBackquote, quote } from "../text/quote.ts";
import { type Directive, pad, truncate } from "./directive.ts";

/** A string under one verb, undefined where the verb does not take strings (fmt's fmtString). */
export function formatText(text: string, verb: string, directive: Directive): string | undefined {
  switch (verb) {
    case "v":
      return directive.sharpV ? formatQuoted(text, directive) : pad(truncate(text, directive), directive);
    case "s":
      return pad(truncate(text, directive), directive);
    case "q":
      return formatQuoted(text, directive);
    case "x":
    case "X":
      return formatHex(stringToBytes(text), verb, directive);
    default:
      return undefined;
  }
}

export function formatQuoted(text: string, directive: Directive): string {
  const shown = truncate(text, directive);
  const isRaw = directive.sharp && canBackquote(shown);
  return pad(isRaw ? `\`${shown}\`` : quote(shown, directive.plus), directive);
}

/** Two hexadecimal digits a byte; a blank between bytes with the space flag, 0x before them with `#`. */
export function formatHex(bytes: Uint8Array, verb: "x" | "X", directive: Directive): string {
  const shown = bytes.subarray(0, directive.precision ?? bytes.length);
  const prefix = directive.sharp && shown.length > 0 ? `0${verb}` : "";
  const pairs = Array.from(shown, (byte) => byte.toString(16).padStart(2, "0"));
  const text = prefix + pairs.join(directive.space ? ` ${prefix}` : "");
  return pad(verb === "X" ? text.toUpperCase() : text, directive);
}
