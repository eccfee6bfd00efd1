import type { Word, WordPart } from "./word.ts";

export type ShellToken =
  | { readonly kind: "word"; readonly word: Word; readonly start: number; readonly end: number }
  /** `;`, `&`, `&&`, `||`, `|`, `(`, `)`, `;;`, or a line break as `\n` */
  | { readonly kind: "operator"; readonly text: string; readonly start: number; readonly end: number }
  /** `>`, `>>`, `<` …, with the number of its descriptor: `2>` */
  | { readonly kind: "redirect"; readonly text: string; readonly start: number; readonly end: number };

/** Text that no shell would accept; `offset` is where it goes wrong. */
export class ShellSyntaxError extends Error {
  constructor(
    message: string,
    readonly offset: number,
  ) {
    super(message);
  }
}

const operator = /;;|&&|\|\||[;&|()\n]/y;
const redirect = /(?:\d*(?:>>|>&|<&|<<-?|>\||<>|>|<)|&>>?)/y;
const variable = /\$(?:([A-Za-z_]\w*|[0-9?#@*$!-])|\{([A-Za-z_]\w*|[0-9])(?::?-([^}]*))?\})/y;

/** The tokens of a POSIX shell script. Only blanks, tabs and line ends part words, no other white space of Unicode. Comments are dropped. @throws ShellSyntaxError */
export function shellTokens(script: string): ShellToken[] {
  const tokens: ShellToken[] = [];
  let at = 0;
  for (;;) {
    at = match(/(?:[ \t\r]|\\\n)+/y, script, at)?.end ?? at;
    if (at >= script.length) return tokens;
    if (script[at] === "#") {
      at = match(/#[^\n]*/y, script, at)?.end ?? at + 1;
      continue;
    }
    const redirected = match(redirect, script, at);
    const operated = redirected === undefined ? match(operator, script, at) : undefined;
    if (redirected !== undefined) tokens.push({ kind: "redirect", start: at, ...redirected });
    else if (operated !== undefined) tokens.push({ kind: "operator", start: at, ...operated });
    else tokens.push({ kind: "word", start: at, ...readWord(script, at) });
    at = tokens.at(-1)?.end ?? script.length;
  }
}

function readWord(script: string, start: number): { word: Word; end: number } {
  const word: WordPart[] = [];
  let at = start;
  while (at < script.length && !/[ \t\r\n;&|()<>]/.test(script[at] ?? "")) {
    const char = script[at];
    if (char === "'") {
      const end = script.indexOf("'", at + 1);
      if (end < 0) throw new ShellSyntaxError("a single quote is never closed", at);
      word.push({ kind: "text", text: script.slice(at + 1, end), quoted: true });
      at = end + 1;
    } else if (char === '"') at = readDoubleQuoted(script, at, word);
    else if (char === "\\") {
      if (script[at + 1] !== "\n") word.push({ kind: "text", text: script[at + 1] ?? "", quoted: true });
      at += 2;
    } else if (char === "$" || char === "`") at = readExpansion(script, at, word, false);
    else {
      const plain = match(/[^ \t\r\n;&|()<>'"\\$`]+/y, script, at);
      word.push({ kind: "text", text: plain?.text ?? "", quoted: false });
      at = plain?.end ?? at + 1;
    }
  }
  return { word, end: at };
}

function readDoubleQuoted(script: string, start: number, word: WordPart[]): number {
  let at = start + 1;
  let text = "";
  const flush = (): void => {
    word.push({ kind: "text", text, quoted: true });
    text = "";
  };
  for (; script[at] !== '"'; ) {
    const char = script[at];
    if (char === undefined) throw new ShellSyntaxError("a double quote is never closed", start);
    if (char === "\\" && /["\\$`\n]/.test(script[at + 1] ?? "")) {
      if (script[at + 1] !== "\n") text += script[at + 1];
      at += 2;
    } else if (char === "$" || char === "`") {
      flush();
      at = readExpansion(script, at, word, true);
    } else {
      text += char;
      at++;
    }
  }
  flush();
  return at + 1;
}

function readExpansion(script: string, start: number, word: WordPart[], quoted: boolean): number {
  const named = match(variable, script, start);
  if (named !== undefined) {
    const [, name, braced = "", fallback] = named.groups;
    word.push({ kind: "variable", name: name ?? braced, fallback, quoted });
    return named.end;
  }
  const arithmetic = match(/\$\(\(((?:[^()]|\([^()]*\))*)\)\)/y, script, start);
  if (arithmetic !== undefined) {
    word.push({ kind: "arithmetic", text: arithmetic.groups[1] ?? "" });
    return arithmetic.end;
  }
  const substitution =
    match(/\$\(((?:[^()]|\([^()]*\))*)\)/y, script, start) ?? match(/`([^`]*)`/y, script, start);
  if (substitution !== undefined) {
    word.push({ kind: "substitution", text: substitution.groups[1] ?? "", quoted });
    return substitution.end;
  }
  if (script[start] === "`" || script[start + 1] === "(" || script[start + 1] === "{")
    throw new ShellSyntaxError("a substitution is never closed, or is of a kind unknown here", start);
  word.push({ kind: "text", text: "$", quoted: true });
  return start + 1;
}

function match(
  pattern: RegExp,
  text: string,
  at: number,
): { text: string; end: number; groups: readonly (string | undefined)[] } | undefined {
  pattern.lastIndex = at;
  const found = pattern.exec(text);
  return found === null || found[0] === ""
    ? undefined
    : { text: found[0], end: at + found[0].length, groups: found };
}
