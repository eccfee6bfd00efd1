/** Case conversions of huandu/xstrings (convert.go). */
import { isSpace, isUpper, toLowerRune, toUpperRune, validRune } from "./rune-case.ts";

type WordKind = "invalid" | "number" | "upper" | "letters" | "connector" | "punctuation" | "other";
interface Word {
  readonly kind: WordKind;
  readonly text: string;
}

const isConnector = (rune: string): boolean => rune === "-" || rune === "_" || isSpace(rune);
const isNumber = (rune: string): boolean => /^\p{N}$/u.test(rune);
const isPunctuation = (rune: string): boolean => /^\p{P}$/u.test(rune);
const isInvalid = (rune: string): boolean => /^[\ufffd\p{Cs}]$/u.test(rune);
/** Letters that words are made of: all but the Han characters of the common ranges. */
const isLetter = (rune: string): boolean =>
  /^\p{L}$/u.test(rune) && !/^[\u3400-\u4d85\u4e00-\u9fcc\u{20000}-\u{2b81d}]$/u.test(rune);

/** `http_server` to `HttpServer`; leading connectors and all but the last of several in a row stay. */
export function toPascalCase(text: string): string {
  const runes = [...text];
  const start = runes.findIndex((rune) => !isConnector(rune));
  if (start < 0) return text === "" ? "" : text + (runes.at(-1) ?? "");
  let out = runes.slice(0, start).join("");
  let previous = toUpperRune(runes[start] ?? "");
  let lowering = isUpper(runes[start] ?? "");
  for (const rune of runes.slice(start + 1)) {
    if (isConnector(previous)) {
      if (isConnector(rune)) {
        out += previous;
        previous = rune;
        continue;
      }
      lowering = isUpper(rune);
      previous = toUpperRune(rune);
      continue;
    }
    out += previous;
    lowering &&= isUpper(rune);
    previous = lowering ? toLowerRune(rune) : rune;
  }
  return out + previous;
}

/** `HTTPServer` to `http_server`, with any connector. Digits stay with the word before them, unless small letters follow. */
export function toDelimitedCase(text: string, connector: "_" | "-"): string {
  const words = splitWords(text);
  let out = "";
  let at = 0;
  const write = (kind: WordKind, word: string) => {
    out += kind === "upper" || kind === "connector" ? lowerWord(word, connector) : word;
  };
  const kindAt = (i: number): WordKind => words[i]?.kind ?? "invalid";
  const writeRun = () => {
    for (; kindAt(at) === "letters" || kindAt(at) === "number"; at++)
      write(kindAt(at), words[at]?.text ?? "");
  };
  const join = (unless: readonly WordKind[]) => {
    if (!unless.includes(kindAt(at))) out += connector;
  };
  for (let word = words[at]; word !== undefined && at < words.length - 1; word = words[at]) {
    at++;
    write(word.kind, word.text);
    if (word.kind === "connector" || word.kind === "punctuation") continue;
    if (word.kind === "number") {
      writeRun();
      join(["invalid", "punctuation", "connector"]);
    } else if (kindAt(at) !== "number") {
      join(["connector", "punctuation"]);
    } else if (at < words.length - 1) {
      const digits = words[at]?.text ?? "";
      at++;
      if (kindAt(at) !== "letters") {
        out += digits;
        join(["connector", "punctuation"]);
      } else {
        out += connector + digits;
        writeRun();
        join(["invalid", "connector", "punctuation"]);
      }
    }
  }
  const last = words[at];
  if (last !== undefined) write(last.kind, last.text);
  return out;
}

function lowerWord(word: string, connector: string): string {
  let out = "";
  for (const rune of word)
    out += isConnector(rune) ? connector : isUpper(rune) ? toLowerRune(rune) : validRune(rune);
  return out;
}

function splitWords(text: string): Word[] {
  const runes = [...text];
  const words: Word[] = [];
  for (let at = 0; at < runes.length; ) {
    let first = at;
    while (first < runes.length - 1 && isInvalid(runes[first] ?? "")) first++;
    const kind = kindOfRune(runes[first] ?? "");
    const end = endOfWord(runes, first, kind);
    words.push({ kind, text: runes.slice(at, end).join("") });
    at = end;
  }
  return words;
}

function kindOfRune(rune: string): WordKind {
  if (isConnector(rune)) return "connector";
  if (isPunctuation(rune)) return "punctuation";
  if (isUpper(rune)) return "upper";
  if (isLetter(rune)) return "letters";
  if (isNumber(rune)) return "number";
  return isInvalid(rune) ? "invalid" : "other";
}

function endOfWord(runes: readonly string[], start: number, kind: WordKind): number {
  const skip = (from: number, more: (rune: string) => boolean): number => {
    let at = from;
    while (at < runes.length && (more(runes[at] ?? "") || isInvalid(runes[at] ?? ""))) at++;
    return at;
  };
  const smallLetter = (rune: string): boolean => isLetter(rune) && !isUpper(rune);
  if (kind === "letters") return skip(start + 1, smallLetter);
  // Connectors are punctuation too, once some has begun.
  if (kind === "punctuation") return skip(start + 1, isPunctuation);
  if (kind !== "upper") return skip(start + 1, (rune) => kindOfRune(rune) === kind);
  const capitals = skip(start + 1, isUpper);
  if (capitals === start + 1) return skip(start + 1, smallLetter);
  // Of HTTPServer's capitals the last one begins the next word.
  return capitals < runes.length && isLetter(runes[capitals] ?? "") ? capitals - 1 : capitals;
}
