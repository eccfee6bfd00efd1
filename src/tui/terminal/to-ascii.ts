import { widthOf } from "../view/styled.ts";

const letters: Readonly<Record<string, string>> = {
  "─": "-",
  "│": "|",
  "╵": "'",
  "█": "#",
  "▒": "=",
  "░": "~",
  "▁": "_",
  "·": ".",
  "×": "x",
  "…": ".",
  "✔": "+",
  "✘": "x",
  "◉": "@",
  "○": "o",
  "◆": "*",
  "▸": ">",
  "▶": ">",
  "⏸": "|",
  "←": "<",
  "→": ">",
  "↑": "^",
  "↓": "v",
};

/** Each character as one that any terminal has. */
export const toAscii = (text: string): string =>
  text.replace(/[\u0080-\u{10ffff}]/gu, (character) => letters[character] ?? "?".repeat(widthOf(character)));

/** Whether the environment says that the terminal takes UTF-8; where it says nothing, it does. */
export function takesUnicode(env: Readonly<Record<string, string | undefined>>): boolean {
  const locale = env["LC_ALL"] || env["LC_CTYPE"] || env["LANG"] || "";
  return env["TERM"] !== "linux" && (locale === "" || /utf-?8/i.test(locale));
}
