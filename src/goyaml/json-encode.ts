import { GoInt, GoList, GoMap, type Value } from "../gotemplate/value.ts";

export interface JsonOptions {
  /** One level of indentation, for MarshalIndent; default none, all on one line. */
  readonly indent?: string;
  /** `<`, `>` and `&` as \u003c … (encoding/json's default, and here). */
  readonly escapeHtml?: boolean;
}

/** Go's encoding/json. Throws an Error with Go's words (`json: unsupported value: NaN`). */
export function valueToJson(value: Value, options: JsonOptions = {}): string {
  const text = JSON.stringify(plain(value), null, options.indent);
  return options.escapeHtml === false
    ? text
    : text.replace(/[<>&]/g, (c) => `\\u00${c.charCodeAt(0).toString(16)}`);
}

function plain(value: Value): unknown {
  if (value instanceof GoMap)
    return Object.fromEntries([...value].sort(([a], [b]) => (a < b ? -1 : 1)).map(([k, v]) => [k, plain(v)]));
  if (value instanceof GoList) return value.items.map(plain);
  if (value instanceof GoInt) return Number(value.value);
  return value;
}
