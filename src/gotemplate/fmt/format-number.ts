import { type FloatVerb, formatFloat } from "../text/format-float.ts";
import type { GoComplex } from "../value.ts";
import { type Directive, pad } from "./directive.ts";

const VERBS: Readonly<Record<string, { verb: FloatVerb; precision: number }>> = {
  v: { verb: "g", precision: -1 },
  b: { verb: "b", precision: -1 },
  g: { verb: "g", precision: -1 },
  G: { verb: "G", precision: -1 },
  x: { verb: "x", precision: -1 },
  X: { verb: "X", precision: -1 },
  f: { verb: "f", precision: 6 },
  F: { verb: "f", precision: 6 },
  e: { verb: "e", precision: 6 },
  E: { verb: "E", precision: 6 },
};

/** A float64 under one verb, undefined where the verb does not take floats (fmt's fmtFloat). */
export function formatNumber(value: number, verb: string, directive: Directive): string | undefined {
  const how = VERBS[verb];
  if (how === undefined) return undefined;
  const precision = directive.precision ?? how.precision;
  const text = formatFloat(value, how.verb, precision);
  const isNegative = text.startsWith("-");
  const number = text.replace(/^[+-]/, "");
  const sign = isNegative ? "-" : directive.plus ? "+" : directive.space ? " " : "";
  if (!Number.isFinite(value)) return pad((sign || (number === "Inf" ? "+" : "")) + number, directive, false);
  const body = directive.sharp && verb !== "b" ? withPoint(number, verb, precision) : number;
  if (sign !== "" && directive.zero && !directive.minus) {
    return sign + body.padStart((directive.width ?? 0) - 1, "0");
  }
  return pad(sign + body, directive);
}

/** A complex128: both parts under the verb, the imaginary one always with its sign. */
export function formatComplex(value: GoComplex, verb: string, directive: Directive): string | undefined {
  const real = formatNumber(value.real, verb, directive);
  const imag = formatNumber(value.imag, verb, { ...directive, plus: true });
  return real === undefined || imag === undefined ? undefined : `(${real}${imag}i)`;
}

/** The `#` flag: always a decimal point, and for %g the trailing zeros. */
function withPoint(number: string, verb: string, precision: number): string {
  const tailAt = number.search(verb === "x" || verb === "X" ? /[pP]/ : /[eEpP]/);
  const head = tailAt < 0 ? number : number.slice(0, tailAt);
  const tail = tailAt < 0 ? "" : number.slice(tailAt);
  let missing = "vgGx".includes(verb) ? (precision < 0 ? 6 : precision) : 0;
  missing -= head.replace(".", "").replace(/^0+/, "").length;
  if (head === "0") missing--;
  return head + (head.includes(".") ? "" : ".") + "0".repeat(Math.max(missing, 0)) + tail;
}
