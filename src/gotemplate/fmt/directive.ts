import { isAscii } from "../../util/byte-string.ts";

/** Flags, width and precision of one verb of a format string; `sharpV` and `plusV` are `#` and `+` before `v`. */
export interface Directive {
  width: number | undefined;
  precision: number | undefined;
  minus: boolean;
  plus: boolean;
  sharp: boolean;
  space: boolean;
  zero: boolean;
  plusV: boolean;
  sharpV: boolean;
}

export function plainDirective(): Directive {
  return {
    width: undefined,
    precision: undefined,
    minus: false,
    plus: false,
    sharp: false,
    space: false,
    zero: false,
    plusV: false,
    sharpV: false,
  };
}

/** Pads to the width, counted in code points; zeros go to the left only. */
export function pad(text: string, directive: Directive, zero = directive.zero): string {
  if (directive.width === undefined) return text;
  return padding(directive.width - runeCount(text), text, directive, zero);
}

function padding(missing: number, text: string, directive: Directive, zero: boolean): string {
  if (missing <= 0) return text;
  if (directive.minus) return text + " ".repeat(missing);
  return (zero ? "0" : " ").repeat(missing) + text;
}

function runeCount(text: string): number {
  if (isAscii(text)) return text.length;
  let count = 0;
  for (const _ of text) count++;
  return count;
}

/** The first `precision` code points. */
export function truncate(text: string, directive: Directive): string {
  const { precision } = directive;
  if (precision === undefined || text.length <= precision) return text;
  if (isAscii(text)) return text.slice(0, precision);
  return [...text].slice(0, precision).join("");
}
