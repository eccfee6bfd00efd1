import { formatFloat } from "../gotemplate/text/format-float.ts";
import { typeName } from "../gotemplate/type-name.ts";
import { GoInt, GoList, GoMap, GoStruct, nilBytes, type Value } from "../gotemplate/value.ts";
import { byPieces } from "../util/by-pieces.ts";
import { compareStrings } from "../util/compare-strings.ts";
import { encodeBase64 } from "./base64.ts";

export interface JsonOptions {
  /** One level of indentation, as for json.MarshalIndent; by default all is on one line. */
  readonly indent?: string;
  /** Writes `<`, `>` and `&` as \u003c, \u003e and \u0026; the default, as in Go. */
  readonly escapeHtml?: boolean;
}

/** An object or array that is being written; `names` are an object's. */
interface Frame {
  readonly of: Value;
  readonly names: readonly string[] | undefined;
  readonly items: readonly Value[];
  next: number;
}

/** What a string literal cannot hold as it is: quotes, backslashes, control characters, bytes that are no UTF-8. */
const SPECIAL = /[^ !#-[\]-\u2027\u202a-\ud7ff\ue000-\u{10ffff}]/u;
const SPECIAL_OR_HTML = /[^ !#-%'-;=?-[\]-\u2027\u202a-\ud7ff\ue000-\u{10ffff}]/u;

/** From this depth on, encoding/json looks for values that contain themselves. */
const CYCLE_DEPTH = 1000;

/** A value as Go's encoding/json writes it. Throws an Error with Go's words (`json: unsupported value: NaN`). */
export function valueToJson(value: Value, options: JsonOptions = {}): string {
  return new Encoder(options).encode(value);
}

class Encoder {
  private out = "";
  private readonly stack: Frame[] = [];
  /** The open objects and arrays from that depth on. */
  private readonly deep = new Set<Value>();
  private readonly indent: string;
  private readonly special: RegExp;
  private readonly specials: RegExp;

  constructor({ indent = "", escapeHtml = true }: JsonOptions) {
    this.indent = indent;
    this.special = escapeHtml ? SPECIAL_OR_HTML : SPECIAL;
    this.specials = new RegExp(this.special, "gu");
  }

  encode(value: Value): string {
    this.write(value);
    for (let frame = this.stack.at(-1); frame !== undefined; frame = this.stack.at(-1)) this.step(frame);
    return this.out;
  }

  private step(frame: Frame): void {
    const { names, items, next } = frame;
    if (next === items.length) {
      this.stack.pop();
      this.deep.delete(frame.of);
      if (next > 0) this.newLine();
      this.out += names === undefined ? "]" : "}";
      return;
    }
    frame.next++;
    if (next > 0) this.out += ",";
    this.newLine();
    if (names !== undefined) this.out += `${this.text(names[next] ?? "")}:${this.indent === "" ? "" : " "}`;
    this.write(items[next] ?? null);
  }

  private newLine(): void {
    if (this.indent !== "") this.out += `\n${this.indent.repeat(this.stack.length)}`;
  }

  private write(value: Value): void {
    if (typeof value === "string") this.out += this.text(value);
    else if (typeof value === "number") this.out += jsonFloat(value);
    else if (value === null || typeof value === "boolean") this.out += String(value);
    else if (value instanceof GoInt) this.out += String(value.value);
    else if (value === nilBytes) this.out += "null";
    else if (value instanceof Uint8Array) this.out += `"${encodeBase64(value)}"`;
    else if (value instanceof GoMap) {
      const names = [...value.keys()].sort(compareStrings);
      if (value.isNil) this.out += "null";
      else
        this.open(
          value,
          names,
          names.map((name) => value.get(name) ?? null),
        );
    } else if (value instanceof GoList) {
      if (value.isNil) this.out += "null";
      else this.open(value, undefined, value.items);
    } else if (value instanceof GoStruct) this.struct(value);
    else throw new Error(`json: unsupported type: ${typeName(value)}`);
  }

  private struct(value: GoStruct): void {
    const json = value.json?.() ?? [...value.fields];
    if (typeof json === "string") this.out += this.text(json);
    else
      this.open(
        value,
        json.map(([name]) => name),
        json.map(([, field]) => field),
      );
  }

  private open(of: Value, names: readonly string[] | undefined, items: readonly Value[]): void {
    if (this.stack.length >= CYCLE_DEPTH) {
      if (this.deep.has(of))
        throw new Error(`json: unsupported value: encountered a cycle via ${typeName(of)}`);
      this.deep.add(of);
    }
    this.stack.push({ of, names, items, next: 0 });
    this.out += names === undefined ? "[" : "{";
  }

  private text(text: string): string {
    if (!this.special.test(text)) return `"${text}"`;
    return `"${byPieces(text, (piece) => piece.replace(this.specials, escaped))}"`;
  }
}

/** A float64 as encoding/json writes it. */
export function jsonFloat(value: number): string {
  if (!Number.isFinite(value)) throw new Error(`json: unsupported value: ${formatFloat(value)}`);
  // Both languages write a float as ECMAScript does, but for the sign of zero.
  return Object.is(value, -0) ? "-0" : String(value);
}

const SHORT_ESCAPES: ReadonlyMap<string, string> = new Map([
  ['"', '\\"'],
  ["\\", "\\\\"],
  ["\b", "\\b"],
  ["\f", "\\f"],
  ["\n", "\\n"],
  ["\r", "\\r"],
  ["\t", "\\t"],
]);

/** One character of a string literal; a byte that is no UTF-8 becomes U+FFFD. */
function escaped(char: string): string {
  const code = char.charCodeAt(0);
  const hex = code >= 0xd800 && code <= 0xdfff ? "fffd" : code.toString(16).padStart(4, "0");
  return SHORT_ESCAPES.get(char) ?? `\\u${hex}`;
}
