import { GoStruct, type Value } from "../../gotemplate/value.ts";

/** A JSON object whose members keep this order; undefined ones are left out, as by `omitempty`. */
export function ordered(members: readonly (readonly [string, Value | undefined])[]): GoStruct {
  const present = members.filter((each): each is readonly [string, Value] => each[1] !== undefined);
  return new GoStruct("struct", new Map(present), undefined, undefined, undefined, () => present);
}
