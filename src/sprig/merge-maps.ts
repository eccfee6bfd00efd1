import { GoMap, type Value } from "../gotemplate/value.ts";
import { CallError } from "./call-error.ts";
import { isEmpty } from "./empty.ts";
import { reflectKind } from "./reflect-kind.ts";

/** What mergo reports as an error rather than by a panic. */
export class TypeMismatch extends CallError {}

/**
 * Merges a source into a destination (dario.cat/mergo 1.0, Merge and MergeWithOverwrite). Without overwriting only what
 * is missing or empty in the destination is filled, and never with nil; with overwriting the source wins throughout. Maps on
 * both sides are merged in turn; a map that is new in the destination is the source's own, not a copy.
 */
export function mergeInto(destination: GoMap, source: GoMap, overwrite: boolean): void {
  for (const [key, value] of source) {
    const old = destination.get(key);
    if (value === null) {
      if (overwrite) assign(destination, source, key, null);
      continue;
    }
    if (value instanceof GoMap && old instanceof GoMap && !old.isNil) mergeInto(old, value, overwrite);
    else if (reflectKind(old ?? null) === "ptr" && value instanceof GoMap && !overwrite)
      throw new TypeMismatch("src and dst must be of same type");
    const isMerged = value instanceof GoMap && old instanceof GoMap && old.size > 0;
    if (!isMerged && (overwrite || old === undefined || isEmpty(old)))
      assign(destination, source, key, value);
  }
}

/** Go's SetMapIndex, which refuses an `interface {}` for a map of strings whatever it holds. */
function assign(destination: GoMap, source: GoMap, key: string, value: Value): void {
  const [from, to] = [source.elemType, destination.elemType];
  if (from !== to && to !== "interface {}")
    throw new CallError(`reflect.Value.SetMapIndex: value of type ${from} is not assignable to type ${to}`);
  destination.set(key, value);
}
