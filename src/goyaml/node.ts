import type { LineTable } from "./line-table.ts";
import type { ScalarStyle } from "./token.ts";

interface Placed {
  /** Where in the source its text starts, tag and anchor excluded. */
  readonly start: number;
}

export interface YamlScalar extends Placed {
  readonly kind: "scalar";
  /** The text, quotes, escapes and line folding undone; not yet a number, a boolean … */
  readonly text: string;
  readonly style: ScalarStyle;
  /** The tag with its handle replaced (`tag:yaml.org,2002:str`), "" for none. */
  readonly tag: string;
}

export interface YamlMapping extends Placed {
  readonly kind: "mapping";
  readonly entries: readonly YamlEntry[];
}

/** A key and its value, in the order of the source; the same key may come more than once. */
export interface YamlEntry {
  readonly key: YamlNode;
  readonly value: YamlNode;
}

export interface YamlSequence extends Placed {
  readonly kind: "sequence";
  readonly items: readonly YamlNode[];
}

export interface YamlAlias extends Placed {
  readonly kind: "alias";
  readonly name: string;
  /** May be a collection that the alias itself stands in. */
  readonly target: YamlScalar | YamlMapping | YamlSequence;
}

export type YamlNode = YamlScalar | YamlMapping | YamlSequence | YamlAlias;

export interface YamlDocument {
  /** Undefined if there is nothing but comments and white space. */
  readonly root: YamlNode | undefined;
  /** Where the offsets of its nodes are. */
  readonly lines: LineTable;
}
