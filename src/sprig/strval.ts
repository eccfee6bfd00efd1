import { sprint as sprintAll } from "../gotemplate/fmt/sprint.ts";
import type { Value } from "../gotemplate/value.ts";
import { bytesToString } from "../util/byte-string.ts";

/** fmt.Sprint of one value, so `%v`. */
export const sprint = (value: Value): string => sprintAll([value]);

/** sprig's strval: as `%v`, but bytes are the text they hold. */
export function strval(value: Value): string {
  if (typeof value === "string") return value;
  return value instanceof Uint8Array ? bytesToString(value) : sprint(value);
}
