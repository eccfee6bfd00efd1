/**
 * From Go 1.25 on a pattern may name classes of characters in any case and with other separators (`\p{ LATIN }`,
 * `\pn`), by the long names of the categories (`\p{Letter}`), and some that were not there before (`\p{ASCII}`). This
 * writes such a pattern with the names that older releases know, for an engine that is one of them. What no release
 * knows is left as it is.
 */
export function withPlainClassNames(pattern: string): string {
  return pattern.replace(TOKEN, (token: string) =>
    token.startsWith("[") ? inBrackets(token) : plainClass(token, false),
  );
}

/** The first class of a pattern that releases before Go 1.25 do not know but the engine does. */
export function newerClass(pattern: string): string | undefined {
  return (pattern.match(TOKEN) ?? [])
    .flatMap((token) =>
      token.startsWith("\\Q") ? [] : (token.match(/\\[pP]\{\^?(?:Assigned|Cn|LC)\}/g) ?? []),
    )
    .at(0);
}

/** A quoted text, a bracketed set, a class, any other escape. */
const TOKEN =
  /\\Q[\s\S]*?(?:\\E|$)|\[\^?\]?(?:\\[\s\S]|\[:[^\]]*:\]|[^\]\\])*\]|\\[pP](?:\{[^}]*\}|[A-Za-z])|\\[\s\S]/g;
const KNOWN = /^[A-Z][a-z]+(?:_[A-Z][a-z]+)+$/;
const CLASS = /^\\([pP])(?:\{(\^?)([^}]*)\}|([A-Za-z]))$/;

function inBrackets(set: string): string {
  return set.replace(/\\[pP](?:\{[^}]*\}|[A-Za-z])|\\[\s\S]/g, (token) => plainClass(token, true));
}

function plainClass(token: string, isInBrackets: boolean): string {
  const match = CLASS.exec(token);
  if (match === null) return token;
  const [, p = "p", caret = "", braced, letter = ""] = match;
  const name = braced ?? letter;
  const key = name.toLowerCase().replace(/[ _-]/g, "");
  const union = UNIONS[key];
  if (union === undefined) {
    // Scripts of two words (`Old_Italic`) are found by just that spelling.
    const plain = name.includes("_") && KNOWN.test(name) ? name : key.charAt(0).toUpperCase() + key.slice(1);
    return `\\${p}{${caret}${ALIASES[key] ?? plain}}`;
  }
  const isNegated = ((p === "P") !== (caret !== "")) !== union.isComplement;
  if (isInBrackets) return isNegated ? token : union.set;
  return `[${isNegated ? "^" : ""}${union.set}]`;
}

const ASSIGNED = "\\pL\\pM\\pN\\pP\\pS\\pZ\\p{Cc}\\p{Cf}\\p{Co}\\p{Cs}";

interface Union {
  readonly set: string;
  readonly isComplement: boolean;
}
const CASED: Union = { set: "\\p{Lu}\\p{Ll}\\p{Lt}", isComplement: false };
const UNASSIGNED: Union = { set: ASSIGNED, isComplement: true };
const UNIONS: Readonly<Record<string, Union>> = {
  ascii: { set: "\\x00-\\x7F", isComplement: false },
  assigned: { set: ASSIGNED, isComplement: false },
  cn: UNASSIGNED,
  unassigned: UNASSIGNED,
  lc: CASED,
  casedletter: CASED,
};

const ALIASES: Readonly<Record<string, string>> = {
  other: "C",
  control: "Cc",
  cntrl: "Cc",
  format: "Cf",
  privateuse: "Co",
  surrogate: "Cs",
  letter: "L",
  lowercaseletter: "Ll",
  modifierletter: "Lm",
  otherletter: "Lo",
  titlecaseletter: "Lt",
  uppercaseletter: "Lu",
  mark: "M",
  combiningmark: "M",
  spacingmark: "Mc",
  enclosingmark: "Me",
  nonspacingmark: "Mn",
  number: "N",
  decimalnumber: "Nd",
  digit: "Nd",
  letternumber: "Nl",
  othernumber: "No",
  punctuation: "P",
  punct: "P",
  connectorpunctuation: "Pc",
  dashpunctuation: "Pd",
  closepunctuation: "Pe",
  finalpunctuation: "Pf",
  initialpunctuation: "Pi",
  otherpunctuation: "Po",
  openpunctuation: "Ps",
  symbol: "S",
  currencysymbol: "Sc",
  modifiersymbol: "Sk",
  mathsymbol: "Sm",
  othersymbol: "So",
  separator: "Z",
  lineseparator: "Zl",
  paragraphseparator: "Zp",
  spaceseparator: "Zs",
};
