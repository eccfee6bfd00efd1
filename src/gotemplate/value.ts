/**
 * Go values as templates see them (reflect's kinds, as far as Helm lets them reach a template).
 *
 * | Go                        | here                                    |
 * |---------------------------|-----------------------------------------|
 * | nil                       | null                                    |
 * | missing (reflect.Value{}) | undefined: only inside the executor     |
 * | bool, string              | boolean, string                         |
 * | float64                   | number                                  |
 * | int, int64, uint8 …       | GoInt                                   |
 * | complex128                | GoComplex                               |
 * | map[string]interface {}   | GoMap (a JS Map)                        |
 * | map[string]string …       | GoMap with another `goType`             |
 * | a nil map                 | GoNilMap                                |
 * | []interface {}            | GoList (a JS array in a typed box)      |
 * | []string, []int …         | GoList with another `goType`            |
 * | a nil slice               | GoNilList                               |
 * | []byte                    | Uint8Array                              |
 * | structs and pointers      | GoStruct                                |
 * | functions, methods        | GoFunc                                  |
 *
 * A Go string holds bytes; here it is a JS string in which a byte that is not part of valid UTF-8 is a lone surrogate
 * (see util/byte-string.ts): `trunc 1 "é" | quote` is "\\xc3".
 */
export type Value =
  | null
  | boolean
  | string
  | number
  | GoInt
  | GoComplex
  | GoMap
  | GoList
  | Uint8Array
  | GoStruct
  | GoFunc;

export type IntType =
  | "int"
  | "int8"
  | "int16"
  | "int32"
  | "int64"
  | "uint"
  | "uint8"
  | "uint16"
  | "uint32"
  | "uint64"
  | "time.Duration"
  | "time.Month"
  | "time.Weekday"
  | "fs.FileMode";

/** An integer with its Go type: `{{ 3 }}` is an int, `{{ add 1 2 }}` an int64, and Go keeps them apart. */
export class GoInt {
  constructor(
    readonly value: bigint,
    readonly goType: IntType = "int",
  ) {}
}

/** A complex128; only a literal such as `2i` makes one. */
export class GoComplex {
  constructor(
    readonly real: number,
    readonly imag: number,
  ) {}
}

/**
 * A Go map with string keys; identity matters, as `set` and `unset` change a map in place. A nil map (`isNil`) is
 * empty and prints as one, but is `null` as JSON and refuses writes. A named map type (`chartutil.Values`) is a
 * subclass that overrides `method`, and `elemType` where its elements are not `interface {}`.
 */
export class GoMap extends Map<string, Value> {
  constructor(
    entries?: Iterable<readonly [string, Value]>,
    readonly goType: string = "map[string]interface {}",
    readonly isNil: boolean = false,
  ) {
    super(entries);
  }

  /** Go name of the elements' type. */
  get elemType(): string {
    const prefix = "map[string]";
    if (this.goType === "map[string]interface {}" || !this.goType.startsWith(prefix)) return "interface {}";
    return this.goType.slice(prefix.length);
  }

  /** The method that a template finds by this name, bound to this map; methods come before keys. */
  method(_name: string): GoFunc | undefined {
    return undefined;
  }

  /** Another map of the same type, methods included. */
  withEntries(entries: Iterable<readonly [string, Value]>): GoMap {
    return new GoMap(entries, this.goType, this.isNil);
  }
}

/**
 * A Go slice. A nil slice (`isNil`; `rest (list)` gives one) is empty and prints as one, but is `null` as JSON. A named
 * slice type (`chartutil.VersionSet`) is a subclass that overrides `elemType`, `method` and `withItems`.
 */
export class GoList {
  constructor(
    readonly items: Value[],
    readonly goType: string = "[]interface {}",
    readonly isNil: boolean = false,
  ) {}

  /** Go name of the elements' type. */
  get elemType(): string {
    if (this.goType === "[]interface {}" || !this.goType.startsWith("[]")) return "interface {}";
    return this.goType.slice(2);
  }

  /** The method that a template finds by this name, bound to this list. */
  method(_name: string): GoFunc | undefined {
    return undefined;
  }

  /** Another list of the same type, methods included; `isNil`: a nil one. */
  withItems(items: Value[], isNil = false): GoList {
    return new GoList(items, this.goType, isNil);
  }
}

/**
 * A Go struct, or a pointer to one (`goType` says which: `chart.Metadata`, `*chart.Metadata`). `fields` are in the
 * order of their declaration, unexported ones too; `methods` are looked up first, as in Go. `format` is what `%v` and printing give
 * where the type has a String method of its own. `byAddress`: that method has a pointer receiver and the value is
 * addressable, so `{{ x }}` finds it but `{{ print x }}`, which gets a copy, does not. `json` gives the members that
 * encoding/json writes, in its order, where tags rename, reorder or omit fields (`toJson`, `toYaml`), or the text of
 * the JSON string that the type makes of itself (a time, a semantic version). `embedded` names the field that holds an
 * embedded struct.
 */
export class GoStruct {
  constructor(
    readonly goType: string,
    readonly fields: ReadonlyMap<string, Value>,
    readonly methods: ReadonlyMap<string, GoFunc> = new Map(),
    readonly format?: () => string,
    readonly byAddress: boolean = false,
    readonly json?: () => readonly (readonly [string, Value])[] | string,
    readonly embedded?: string,
  ) {}

  /** The field of this name; those of an embedded struct count as its own. */
  field(name: string): Value | undefined {
    return this.fields.get(name) ?? this.inner?.field(name);
  }

  /** The fields that other packages see, but for those of an embedded struct. */
  get exported(): (readonly [string, Value])[] {
    return [...this.fields].filter(([name]) => isExported(name));
  }

  /** The fields that other packages see, those of an embedded struct in its place. */
  get flattened(): (readonly [string, Value])[] {
    return this.exported.flatMap((field) =>
      field[0] === this.embedded ? (this.inner?.flattened ?? []) : [field],
    );
  }

  /** What a function gets for its argument: no longer addressable, so without the methods of a pointer. */
  get copy(): GoStruct {
    if (!this.byAddress) return this;
    return new GoStruct(this.goType, this.fields, undefined, undefined, false, this.json, this.embedded);
  }

  private get inner(): GoStruct | undefined {
    const value = this.embedded === undefined ? undefined : this.fields.get(this.embedded);
    return value instanceof GoStruct ? value : undefined;
  }
}

/** Whether a field's name begins with a capital. */
export const isExported = (name: string): boolean => /^\p{Lu}/u.test(name);

/**
 * A function a template may call. `params` are Go type names ("string", "int", "interface {}",
 * "map[string]interface {}" …): the executor checks count and types as Go's does, before the call, with Go's words.
 * `variadic` is the element type of a last `...T` parameter. An Error thrown by `call` becomes
 * `error calling NAME: MESSAGE`.
 */
export class GoFunc {
  constructor(
    readonly params: readonly string[],
    readonly call: (...args: Value[]) => Value,
    readonly variadic?: string,
    /** how many steps of the budget a call takes, beyond its own */
    readonly steps = 0,
  ) {}
}

/** A nil []byte, what a file that is not there gives: as JSON it is null, where other empty bytes are "". */
export const nilBytes = new Uint8Array(0);

/** The ints of loop indexes and lengths, made once. */
const smallInts = Array.from({ length: 256 }, (_, n) => new GoInt(BigInt(n), "int"));

export const int = (n: number | bigint): GoInt =>
  (typeof n === "number" ? smallInts[n] : undefined) ?? new GoInt(BigInt(n), "int");
export const int64 = (n: number | bigint): GoInt => new GoInt(BigInt(n), "int64");
export const strings = (items: string[]): GoList => new GoList(items, "[]string");
