import { durationText } from "../gotemplate/text/duration-text.ts";
import { formatFloat } from "../gotemplate/text/format-float.ts";
import { kindOf } from "../gotemplate/type-name.ts";
import { GoInt, GoList, GoMap, GoStruct, int, type Value } from "../gotemplate/value.ts";
import { compareStrings } from "../util/compare-strings.ts";
import { quoteToml, tomlKey, tomlKeyPart } from "./toml-key.ts";
import type { TomlGeneration } from "./toml-source.ts";

/** A value that TOML cannot hold; the message is BurntSushi/toml's. */
export class TomlEncodeError extends Error {}

/** A value that contains itself would never end. */
const MAX_DEPTH = 1000;

/**
 * A value as BurntSushi/toml's Encoder writes it (`toToml`): keys sorted, those without tables first, two spaces for
 * each level. Throws TomlEncodeError, and an Error with Go's words for nil, at which the library panics.
 */
export function valueToToml(value: Value, generation: TomlGeneration): string {
  if (value === null) throw new Error("reflect: call of reflect.Value.Type on zero Value");
  const encoder = new TomlEncoder(generation);
  encoder.encode([], value);
  return encoder.out;
}

type Entry = readonly [key: string, value: Value];

class TomlEncoder {
  out = "";

  constructor(private readonly generation: TomlGeneration) {}

  encode(path: readonly string[], value: Value): void {
    if (path.length > MAX_DEPTH) throw new Error("toml: value is nested too deeply");
    // A nil slice is left out of a table, but is an empty array by itself.
    if (isNil(value) && !(path.length === 0 && value instanceof GoList)) return;
    const entries = entriesOf(value);
    if (entries !== undefined) this.table(path, entries);
    else if (value instanceof GoList && isTableArray(value.items)) this.tables(path, value.items);
    else this.pair(path, value);
  }

  private table(path: readonly string[], entries: readonly Entry[]): void {
    if (path.length === 1) this.newLine();
    if (path.length > 0) this.header(path, `[${tomlKey(path)}]`);
    this.members(path, entries);
  }

  private tables(path: readonly string[], items: readonly Value[]): void {
    if (path.length === 0) throw new TomlEncodeError("toml: top-level values must be Go maps or structs");
    for (const item of items) {
      this.newLine();
      this.header(path, `[[${tomlKey(path)}]]`);
      this.members(path, entriesOf(item) ?? []);
    }
  }

  private header(path: readonly string[], text: string): void {
    this.out += margin(path) + text;
    this.newLine();
  }

  private members(path: readonly string[], entries: readonly Entry[]): void {
    for (const [key, value] of inOrder(entries)) this.encode([...path, key], value);
  }

  private pair(path: readonly string[], value: Value): void {
    const key = path.at(-1);
    if (key !== undefined) this.out += `${margin(path)}${tomlKeyPart(key)} = `;
    this.out += this.element(value, 0);
    if (key !== undefined) this.newLine();
  }

  /** Everything on one line. */
  private element(value: Value, depth: number): string {
    if (depth > MAX_DEPTH) throw new Error("toml: value is nested too deeply");
    if (typeof value === "string") return quoteToml(value);
    if (typeof value === "number") return this.float(value);
    if (typeof value === "boolean") return String(value);
    if (value instanceof GoInt)
      return value.goType === "time.Duration" ? quoteToml(durationText(value.value)) : String(value.value);
    if (value instanceof GoList) return this.array(value.items, depth);
    if (value instanceof Uint8Array) return this.array([...value].map(int), depth);
    const entries = entriesOf(value);
    if (entries !== undefined) return this.inlineTable(entries, depth);
    if (value instanceof GoStruct) return structText(value);
    throw new TomlEncodeError(`unsupported type: ${kindOf(value)}`);
  }

  private array(items: readonly Value[], depth: number): string {
    return `[${items.map((item) => this.element(item, depth + 1)).join(", ")}]`;
  }

  /** Where the last members are nil, the comma before them stays. */
  private inlineTable(entries: readonly Entry[], depth: number): string {
    const ordered = inOrder(entries);
    const members = ordered.map(([key, value], at) => {
      if (isNil(value)) return "";
      const comma = at < ordered.length - 1 ? ", " : "";
      return `${tomlKeyPart(key)} = ${this.element(value, depth + 1)}${comma}`;
    });
    return `{${members.join("")}}`;
  }

  private float(value: number): string {
    if (Number.isNaN(value)) return "nan";
    if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
    const text = formatFloat(value, this.generation === "1.0" ? "f" : "g");
    return /[.e]/.test(text) ? text : `${text}.0`;
  }

  private newLine(): void {
    if (this.out !== "") this.out += "\n";
  }
}

const margin = (path: readonly string[]): string => "  ".repeat(path.length - 1);

function isNil(value: Value): boolean {
  return value === null || ((value instanceof GoMap || value instanceof GoList) && value.isNil);
}

/** The members of a map, sorted, or of a struct that is no text. */
function entriesOf(value: Value): readonly Entry[] | undefined {
  if (value instanceof GoMap) return [...value].sort(([a], [b]) => compareStrings(a, b));
  return value instanceof GoStruct && typeof value.json?.() !== "string" ? value.flattened : undefined;
}

/** Tables come last, or the keys behind them would be theirs. */
function inOrder(entries: readonly Entry[]): readonly Entry[] {
  const tables = entries.map(([, value]) => isTable(value));
  return [...entries.filter((_, at) => !tables[at]), ...entries.filter((_, at) => tables[at])];
}

function isTable(value: Value, depth = 0): boolean {
  if (depth > MAX_DEPTH) throw new Error("toml: value is nested too deeply");
  if (isNil(value)) return false;
  if (value instanceof GoList) return isTableArray(value.items, depth);
  const kind = kindOf(value);
  if (kind === "func" || kind === "complex") throw new TomlEncodeError(`unsupported type: ${kind}`);
  return entriesOf(value) !== undefined;
}

/** Whether all items are tables. Throws TomlEncodeError for one that is nil. */
function isTableArray(items: readonly Value[], depth = 0): boolean {
  return items.map((item) => isTableItem(item, depth)).every((table) => table) && items.length > 0;
}

function isTableItem(item: Value, depth: number): boolean {
  if (isNil(item)) throw new TomlEncodeError("toml: cannot encode array with nil element");
  return isTable(item, depth + 1) && !(item instanceof GoList);
}

/** A time without an offset is written without; any other type that makes a text of itself, as a string. */
function structText(value: GoStruct): string {
  const text = String(value.json?.() ?? "");
  if (value.goType !== "time.Time") return quoteToml(text);
  const shown = value.format?.() ?? "";
  const [date = "", clock = ""] = text.replace(/Z$/, "").split("T");
  if (shown.endsWith(" date-local")) return date;
  if (shown.endsWith(" time-local")) return clock;
  return shown.endsWith(" datetime-local") ? `${date}T${clock}` : text;
}
