import { sortedKeys } from "../fmt/sorted-keys.ts";
import type { GoRules } from "../go-rules.ts";
import { GoInt, GoList, GoMap, int } from "../value.ts";
import type { Operand } from "./operand.ts";

/** The rest of a `range`'s iterations. */
export interface Loop {
  /** Variables known before the body's own. */
  readonly mark: number;
  /** Moves on; false at the end. */
  next(): boolean;
  key: Operand;
  element: Operand;
  /** Whether elements have the static type `interface {}`. */
  readonly isInterface: boolean;
}

/** The iterations over a value; undefined where it cannot be ranged over. An invalid value has none, like nil. */
export function loopOver(value: Operand, mark: number, rules: GoRules): Loop | undefined {
  if (value === undefined) return new Items([], mark, false);
  if (value instanceof GoList) return new Items(value.items, mark, value.elemType === "interface {}");
  if (value instanceof GoMap) return new Entries(value, mark);
  if (value instanceof Uint8Array) {
    return new Items(
      Array.from(value, (byte) => new GoInt(BigInt(byte), "uint8")),
      mark,
      false,
    );
  }
  return value instanceof GoInt && rules.rangeOverInt ? new Count(value, mark) : undefined;
}

class Items implements Loop {
  readonly #items: readonly Operand[];
  #at = 0;
  key: Operand;
  element: Operand;

  constructor(
    items: readonly Operand[],
    readonly mark: number,
    readonly isInterface: boolean,
  ) {
    this.#items = items;
  }

  next(): boolean {
    if (this.#at >= this.#items.length) return false;
    this.key = int(this.#at);
    this.element = this.#items[this.#at++];
    return true;
  }
}

/** Keys and values as they are at the start. */
class Entries implements Loop {
  readonly #entries: (readonly [string, Operand])[];
  #at = 0;
  key: Operand;
  element: Operand;
  readonly isInterface: boolean;

  constructor(
    map: GoMap,
    readonly mark: number,
  ) {
    this.#entries = sortedKeys(map).map((key) => [key, map.get(key)]);
    this.isInterface = map.elemType === "interface {}";
  }

  next(): boolean {
    const entry = this.#entries[this.#at++];
    if (entry === undefined) return false;
    [this.key, this.element] = entry;
    return true;
  }
}

/** Counts from 0; there is no key. */
class Count implements Loop {
  readonly #limit: GoInt;
  #next = 0n;
  readonly key = undefined;
  element: Operand;
  readonly isInterface = false;

  constructor(
    limit: GoInt,
    readonly mark: number,
  ) {
    this.#limit = limit;
  }

  next(): boolean {
    if (this.#next >= this.#limit.value) return false;
    this.element = new GoInt(this.#next++, this.#limit.goType);
    return true;
  }
}
