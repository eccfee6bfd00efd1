import { quote, quoteRune } from "../gotemplate/text/quote.ts";
import type { Value } from "../gotemplate/value.ts";
import { type TomlNumber, tomlFloat, tomlInteger } from "./toml-number.ts";
import type { TomlSource } from "./toml-source.ts";
import { type TomlTime, tomlTime } from "./toml-time.ts";

const isLetter = (char: string): boolean => /^\p{L}$/u.test(char);
const isDigit = (char: string): boolean => char >= "0" && char <= "9";

/** A character as Go's %q shows it; the end of the text is NUL. */
export const rune = (char: string): string => quoteRune(char.codePointAt(0) ?? 0);

/** Reads a boolean, a number or a time. Throws YamlError for what is none, in the words of BurntSushi's lex.go. */
export function readLiteral(source: TomlSource, makeTime: (time: TomlTime) => Value): Value {
  const start = source.at;
  if (isDigit(source.peek())) return numberOrTime(source, makeTime);
  const char = source.next();
  if (char === ".") throw source.error("floats must start with a digit, not '.'");
  if (char === "+" || char === "-") return signed(source, start);
  if ((char === "i" || char === "n") && endsNotFinite(source))
    return number(source, tomlFloat(since(source, start)));
  if (isLetter(char)) return boolean(source, source.at - char.length);
  if (char === "") throw source.error("unexpected EOF; expected value");
  const problem = `expected value but found ${rune(char)} instead`;
  throw source.generation !== "1.0" && char === "\n" ? source.errorBefore(problem) : source.error(problem);
}

const since = (source: TomlSource, start: number): string => source.text.slice(start, source.at);

/** The rest of `inf` or `nan`, read as loosely as BurntSushi/toml does. */
function endsNotFinite(source: TomlSource): boolean {
  return (source.accept("n") && source.accept("f")) || (source.accept("a") && source.accept("n"));
}

/** Anything made of letters, for a kind error. */
function boolean(source: TomlSource, start: number): boolean {
  source.at = start;
  source.skip(isLetter);
  const word = since(source, start);
  if (word === "true" || word === "false") return word === "true";
  throw source.error(`expected value but found ${quote(word)} instead`);
}

function signed(source: TomlSource, start: number): Value {
  const char = source.next();
  if (char === "i" || char === "n") {
    const [second, third] = char === "i" ? ["n", "f"] : ["a", "n"];
    if (source.accept(second) && source.accept(third)) return number(source, tomlFloat(since(source, start)));
    throw source.error(`invalid float: '${since(source, start)}'`);
  }
  const next = source.peek();
  if (char === "0" && (next === "b" || next === "o" || next === "x"))
    throw source.error(`cannot use sign with non-decimal numbers: '${since(source, start)}${next}'`);
  if (char === ".") throw source.error("floats must start with a digit, not '.'");
  if (!isDigit(char)) throw source.error(`expected a digit but got ${rune(char)}`);
  return decimal(source, start);
}

function numberOrTime(source: TomlSource, makeTime: (time: TomlTime) => Value): Value {
  const start = source.at;
  const digits = source.match(/0(?![0-9])|[0-9]+/y);
  const char = source.peek();
  if (digits === "0" && (char === "b" || char === "o" || char === "x")) return based(source, start, char);
  if (digits !== "0" && (char === "-" || char === ":")) return makeTime(readTime(source, start));
  return decimal(source, start);
}

const BASES = {
  b: { first: /[01]/y, rest: /[01_]*/y, name: "a binary" },
  o: { first: /[0-7]/y, rest: /[0-7_]*/y, name: "an octal" },
  x: { first: /[0-9a-fA-F]/y, rest: /[0-9a-fA-F_]*/y, name: "a hexadecimal" },
};

function based(source: TomlSource, start: number, letter: "b" | "o" | "x"): Value {
  source.next();
  const { first, rest, name } = BASES[letter];
  if (source.match(first) === "") {
    const spelt = source.generation === "1.0" ? name.replace("hexa", "hexi") : name;
    throw source.error(`not ${spelt} number: '${since(source, start)}${source.peek() || "\0"}'`);
  }
  source.match(rest);
  return number(source, tomlInteger(since(source, start)));
}

function decimal(source: TomlSource, start: number): Value {
  source.match(/[0-9_]*/y);
  const isFloat = source.match(/[.eE][0-9_.eE+-]*/y) !== "";
  const text = since(source, start);
  return number(source, isFloat ? tomlFloat(text) : tomlInteger(text));
}

function readTime(source: TomlSource, start: number): TomlTime {
  source.match(/[-0-9:Tt .Zz+]*/y);
  const text = since(source, start)
    .trim()
    .replace(/[zt ]/g, (char) => (char === "z" ? "Z" : "T"));
  const time = tomlTime(text, source.generation);
  if (time === undefined) throw source.error(`invalid datetime: ${quote(text)}`);
  return time;
}

function number(source: TomlSource, read: TomlNumber): Value {
  if ("value" in read) return read.value;
  throw source.error(read.problem);
}
