import { GoList, GoMap, type Value } from "../gotemplate/value.ts";
import { tomlKey } from "./toml-key.ts";
import type { TomlGeneration } from "./toml-source.ts";

const TABLES = "[]map[string]interface {}";

/** A table that may not be defined (again) the way a document does; the message is BurntSushi/toml's. */
export class TomlTableError extends Error {}

/**
 * The tables of a document as they fill up, and which may still be added to, by the rules of BurntSushi's parse.go,
 * its leniencies included: `a.b = 2` after `a.b.c = 1` is silently dropped.
 */
export class TomlTables {
  readonly root = new GoMap();
  /** Where keys go. */
  context: readonly string[] = [];
  /** The last part of the key whose value is being read. */
  key = "";
  /** Tables that exist only because a longer key went through them; each may be defined once more. */
  private readonly implicit = new Set<string>();
  private readonly arrays = new Set<string>();

  constructor(private readonly generation: TomlGeneration) {}

  /** What an error calls the last key. */
  get current(): string {
    const context = tomlKey(this.context);
    return this.context.length === 0 || this.key === "" ? context || this.key : `${context}.${this.key}`;
  }

  /** Goes into a table, or into a new one of an array of tables. */
  enter(path: readonly string[], inArray: boolean): void {
    const parents = path.slice(0, -1);
    const last = path.at(-1) ?? "";
    const table = this.parentOf(parents);
    this.context = parents;
    if (inArray) {
      const tables = table.get(last) ?? new GoList([], TABLES);
      if (!isTables(tables))
        throw new TomlTableError(
          `Key '${tomlKey(path)}' was already created and cannot be used as an array.`,
        );
      table.set(last, tables);
      tables.items.push(new GoMap());
    } else this.set(last, new GoMap());
    this.context = path;
  }

  /** Goes through the parts of a dotted key, its last one excluded. */
  enterDotted(parts: readonly string[]): void {
    for (const part of parts) this.enterImplicit([...this.context, part], false);
  }

  enterImplicit(path: readonly string[], inArray: boolean): void {
    this.implicit.add(tomlKey(path));
    this.enter(path, inArray);
  }

  /** Gives a key of the context its value. */
  set(key: string, value: Value): void {
    const table = this.table ?? fail(`Key '${tomlKey(this.blockedAt())}' has already been defined.`);
    const path = tomlKey([...this.context, key]);
    if (table.has(key)) {
      const implicit = this.implicit.delete(path);
      const replaces = this.arrays.has(path) && (implicit || this.generation === "1.0");
      if (!replaces && !implicit) throw new TomlTableError(`Key '${path}' has already been defined.`);
      if (!replaces) return;
    }
    table.set(key, value);
  }

  /** Notes whether the value of a key is an array; the empty key stands for the context. */
  note(key: string, isArray: boolean): void {
    const path = tomlKey(key === "" ? this.context : [...this.context, key]) || '""';
    if (isArray) this.arrays.add(path);
    else this.arrays.delete(path);
  }

  private parentOf(path: readonly string[]): GoMap {
    let table = this.root;
    for (const [depth, part] of path.entries()) {
      const here = path.slice(0, depth + 1);
      if (!table.has(part)) {
        this.implicit.add(tomlKey(here));
        table.set(part, new GoMap());
      }
      table = innermost(table.get(part)) ?? fail(`Key '${tomlKey(here)}' was already created as a hash.`);
    }
    return table;
  }

  /** The table that keys go into; undefined if something else is in the way. */
  get table(): GoMap | undefined {
    return this.tableAt(this.context);
  }

  private tableAt(path: readonly string[]): GoMap | undefined {
    return path.reduce<GoMap | undefined>((table, part) => innermost(table?.get(part)), this.root);
  }

  /** The first part of the context's path that is no table. */
  private blockedAt(): readonly string[] {
    const depth = this.context.findIndex(
      (_, at) => this.tableAt(this.context.slice(0, at + 1)) === undefined,
    );
    return this.context.slice(0, depth + 1);
  }
}

function fail(message: string): never {
  throw new TomlTableError(message);
}

function isTables(value: Value): value is GoList {
  return value instanceof GoList && value.goType === TABLES;
}

/** The table that a value is, or the last one of an array of tables. */
function innermost(value: Value | undefined): GoMap | undefined {
  const last = value instanceof GoList && isTables(value) ? value.items.at(-1) : value;
  return last instanceof GoMap ? last : undefined;
}
