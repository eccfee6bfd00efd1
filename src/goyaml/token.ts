import type { PossibleKey } from "./possible-keys.ts";

export type ScalarStyle = "plain" | "single-quoted" | "double-quoted" | "literal" | "folded";

export type TokenKind =
  | "stream-end"
  | "version-directive"
  | "tag-directive"
  | "document-start"
  | "document-end"
  | "block-sequence-start"
  | "block-mapping-start"
  | "block-end"
  | "flow-sequence-start"
  | "flow-sequence-end"
  | "flow-mapping-start"
  | "flow-mapping-end"
  | "block-entry"
  | "flow-entry"
  | "key"
  | "value"
  | "alias"
  | "anchor"
  | "tag"
  | "scalar";

export interface Token {
  readonly kind: TokenKind;
  readonly start: number;
  readonly end: number;
  /** Text of a scalar; name of an anchor or alias; handle of a tag or tag directive; `major.minor` of a version. */
  readonly text: string;
  /** Rest of a tag; prefix of a tag directive. */
  readonly suffix: string;
  readonly style: ScalarStyle;
  readonly possibleKey: PossibleKey | undefined;
}
