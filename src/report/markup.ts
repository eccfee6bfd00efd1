/** Text that is HTML or SVG. Only `markup` makes it, so that nothing from a chart gets in unescaped. */
export class Markup {
  constructor(readonly text: string) {}
}

/** What may stand in a template: texts and numbers are escaped, `undefined` and `false` are nothing. */
export type MarkupPart = string | number | undefined | false | Markup | readonly MarkupPart[];

/** A template of HTML or SVG. Attributes are to be written with double quotes. */
export const markup = (strings: TemplateStringsArray, ...parts: readonly MarkupPart[]): Markup =>
  new Markup(strings.map((string, i) => (i === 0 ? string : partText(parts[i - 1]) + string)).join(""));

function partText(part: MarkupPart): string {
  if (part === undefined || part === false) return "";
  if (part instanceof Markup) return part.text;
  if (typeof part === "object") return part.map(partText).join("");
  return escapeMarkup(String(part));
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** The text as content or attribute value of HTML and XML. */
export const escapeMarkup = (text: string): string =>
  visible(text).replace(/[&<>"']/g, (character) => entities[character] ?? character);

/**
 * The text with U+FFFD for what XML cannot hold (control characters, lone surrogates) and for what changes the direction
 * of the text around it, so that a name cannot pass for another.
 */
export const visible = (text: string): string => text.replace(unseen, "\uFFFD");

const unseen = /[^\P{Cc}\t\n\r]|[\p{Cs}\uFFFE\uFFFF\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;

/** A value as JSON that can stand in a script element: it holds no `<`. */
export const scriptJson = (value: unknown): Markup =>
  new Markup(
    JSON.stringify(value).replace(
      /[<\u2028\u2029]/g,
      (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`,
    ),
  );
