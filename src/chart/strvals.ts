import { quote, quoteRune } from "../gotemplate/text/quote.ts";
import { typeName } from "../gotemplate/type-name.ts";
import { GoList, GoMap, int64, type Value } from "../gotemplate/value.ts";
import { jsonToValue } from "../goyaml/json-decode.ts";
import { jsonPrefixLength } from "./json-prefix.ts";

/**
 * How values are written: `typed` as `--set` has them, `string` for `--set-string`, `json` for `--set-json`, `literal`
 * for `--set-literal` (no commas, no escapes), or a function that finds the value for a text (`--set-file`).
 */
export type StrvalsMode = "typed" | "string" | "json" | "literal" | ((text: string) => Value);

const maxIndex = 65_536;
const maxLevel = 30;

/**
 * Sets in `into`, in place, what a line such as `a.b=1,c[0]=x,d={y,z}` says (pkg/strvals). Throws an Error with Helm's
 * words.
 */
export function setValues(into: GoMap, line: string, mode: StrvalsMode, major: 3 | 4): void {
  const parser = new StrvalsParser(line, mode, major);
  while (parser.key(into, 0) !== "end");
}

/** Whether the line went on after what was read. */
type Rest = "more" | "end";

class StrvalsParser {
  private readonly chars: readonly string[];
  private starts: readonly number[] | undefined;
  private at = 0;

  constructor(
    private readonly line: string,
    private readonly mode: StrvalsMode,
    private readonly major: 3 | 4,
  ) {
    this.chars = [...line];
  }

  /** One `key=value`; at the end of the line nothing. */
  key(into: GoMap, level: number): Rest {
    const { text, stop } = this.until(this.mode === "literal" ? "=[." : "=[,.");
    switch (stop) {
      case undefined:
        if (text === "") return "end";
        throw new Error(`key ${quote(text)} has no value`);
      case ",":
        throw new Error(`key ${quote(text)} has no value (cannot end with ,)`);
      case "=": {
        const { value, rest } = this.value();
        set(into, text, value);
        return rest;
      }
      case "[": {
        const index = this.index();
        if (index === undefined) return "end";
        const list = into.has(text) ? asList(into.get(text) ?? null) : [];
        const { items, rest } = this.listItem(list, index, level);
        set(into, text, new GoList(items));
        return rest;
      }
      default:
        return this.nested(into, text, level + 1);
    }
  }

  private nested(into: GoMap, name: string, level: number): Rest {
    if (level > maxLevel)
      throw new Error(
        `value name nested level is greater than maximum supported nested level of ${maxLevel}`,
      );
    const inner = into.has(name) ? asMap(into.get(name) ?? null) : new GoMap();
    const rest = this.key(inner, level);
    if (rest === "more" && inner.size === 0) throw new Error(`key map ${quote(name)} has no value`);
    if (inner.size > 0) set(into, name, inner);
    return rest;
  }

  /** What follows `]`: the list with its item set. */
  private listItem(list: Value[], index: number, level: number): { items: Value[]; rest: Rest } {
    if (index < 0) throw new Error(`negative ${index} index not allowed`);
    const { text, stop } = this.until("[.=");
    if (text !== "") throw new Error(`unexpected data at end of array index: ${quoteRunes(text)}`);
    switch (stop) {
      case undefined:
        return { items: list, rest: "end" };
      case "=": {
        const { value } = this.value();
        return { items: withItem(list, index, value), rest: "more" };
      }
      case "[": {
        const next = this.index();
        if (next === undefined) return { items: list, rest: "end" };
        const existing = list[index] ?? null;
        const below = this.listItem(existing === null ? [] : asList(existing), next, level);
        if (below.rest === "end") return { items: list, rest: "end" };
        return { items: withItem(list, index, new GoList(below.items)), rest: "more" };
      }
      default: {
        const existing = list[index];
        const inner = existing instanceof GoMap ? existing : new GoMap();
        if (existing !== undefined && existing !== inner) list[index] = inner;
        // Helm forgets the item when the line ends in the middle of it.
        if (this.key(inner, level) === "end") return { items: list, rest: "end" };
        return { items: withItem(list, index, inner), rest: "more" };
      }
    }
  }

  /** Where the line ends within an index, Helm 4 takes that for the end of it all. */
  private index(): number | undefined {
    const { text, stop } = this.until("]");
    if (stop === undefined && this.major === 4) return undefined;
    if (stop === undefined) throw new Error("error parsing index: EOF");
    if (!/^[+-]?[0-9]+$/.test(text))
      throw new Error(`error parsing index: strconv.Atoi: parsing ${quote(text)}: invalid syntax`);
    const index = BigInt(text.replace(/^\+/, ""));
    if (index !== BigInt.asIntN(64, index))
      throw new Error(`error parsing index: strconv.Atoi: parsing ${quote(text)}: value out of range`);
    return Number(index);
  }

  private value(): { value: Value; rest: Rest } {
    if (this.mode === "json") return { value: this.json(), rest: "more" };
    if (this.mode === "literal") return { value: this.until("").text, rest: "more" };
    if (this.at >= this.chars.length) return { value: "", rest: "end" };
    if (this.chars[this.at] !== "{") return { value: this.scalar(this.until(",").text), rest: "more" };
    this.at++;
    return { value: new GoList(this.braces()), rest: "more" };
  }

  private braces(): Value[] {
    const items: Value[] = [];
    for (;;) {
      const { text, stop } = this.until(",}");
      if (stop === undefined) throw new Error("list must terminate with '}'");
      items.push(this.scalar(text));
      if (stop === ",") continue;
      if (this.chars[this.at] === ",") this.at++;
      return items;
    }
  }

  private scalar(text: string): Value {
    if (typeof this.mode === "function") return this.mode(text);
    return this.mode === "string" ? text : typedValue(text);
  }

  /** A JSON value and the comma after it; nothing there is null. */
  private json(): Value {
    if (this.skipToValue()) return null;
    this.starts ??= startsOf(this.chars);
    const rest = this.line.slice(this.starts[this.at]);
    const source = rest.slice(0, jsonPrefixLength(rest));
    const value = jsonToValue(source);
    this.at += [...source].length;
    this.skipToValue();
    return value;
  }

  /** Skips blanks; true where the line or, with its comma, the item ends. */
  private skipToValue(): boolean {
    while (/^\s$/.test(this.chars[this.at] ?? "")) this.at++;
    if (this.at < this.chars.length && this.chars[this.at] !== ",") return false;
    this.at++;
    return true;
  }

  /** Reads up to one of `stops`, which is consumed; undefined where the line ends first. `\` takes the next as it is. */
  private until(stops: string): { text: string; stop: string | undefined } {
    let text = "";
    while (this.at < this.chars.length) {
      const char = this.chars[this.at++] ?? "";
      if (stops.includes(char)) return { text, stop: char };
      text += char === "\\" && this.mode !== "literal" ? (this.chars[this.at++] ?? "") : char;
    }
    return { text, stop: undefined };
  }
}

/** Where in a text each of its characters starts, in UTF-16 units. */
function startsOf(chars: readonly string[]): number[] {
  let at = 0;
  return chars.map((char) => {
    const start = at;
    at += char.length;
    return start;
  });
}

const quoteRunes = (text: string): string =>
  `[${[...text].map((char) => quoteRune(char.codePointAt(0) ?? 0)).join(" ")}]`;

/** Helm ignores a value without a name. */
function set(into: GoMap, key: string, value: Value): void {
  if (key !== "") into.set(key, value);
}

function withItem(list: readonly Value[], index: number, value: Value): Value[] {
  if (index > maxIndex)
    throw new Error(`index of ${index} is greater than maximum supported index of ${maxIndex}`);
  const items = [...list];
  while (items.length < index) items.push(null);
  items[index] = value;
  return items;
}

function asList(value: Value): Value[] {
  if (value instanceof GoList) return value.items;
  throw conversion(value, "[]interface {}");
}

function asMap(value: Value): GoMap {
  if (value instanceof GoMap) return value;
  throw conversion(value, "map[string]interface {}");
}

function conversion(value: Value, wanted: string): Error {
  const type = value === null ? "nil" : typeName(value);
  return new Error(`unable to parse key: interface conversion: interface {} is ${type}, not ${wanted}`);
}

/** `true`, `false`, `null` in any case; integers that do not begin with 0; anything else is a string. */
function typedValue(text: string): Value {
  switch (text.toLowerCase()) {
    case "true":
      return true;
    case "false":
      return false;
    case "null":
      return null;
    case "0":
      return int64(0);
  }
  if (!/^[+-]?[0-9]+$/.test(text) || text.startsWith("0")) return text;
  const value = BigInt(text.replace(/^\+/, ""));
  return value === BigInt.asIntN(64, value) ? int64(value) : text;
}
