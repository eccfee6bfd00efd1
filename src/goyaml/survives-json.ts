import { GoInt, GoList, GoMap, type Value } from "../gotemplate/value.ts";

/** All but control characters, breaks of YAML alone, what needs two UTF-16 units, and bytes outside valid UTF-8. */
const PLAIN = /^[\t\n\r -~\u00a0-\u2027\u202a-\ud7ff]*$/;

/** YAML takes a longer text for no key. */
const MAX_KEY = 500;

/** Past these bounds a value may contain itself, or the same part again and again. */
const MAX_DEPTH = 100;
const MAX_PARTS = 100_000;

/** Whether a value is the same once it has been written as JSON and read as YAML; where in doubt, false. */
export function survivesJson(value: Value): boolean {
  let left = MAX_PARTS;
  const survives = (part: Value, depth: number): boolean => {
    if (--left < 0 || depth > MAX_DEPTH) return false;
    if (typeof part === "string") return PLAIN.test(part);
    if (typeof part === "number") return Number.isFinite(part);
    if (part === null || typeof part === "boolean" || part instanceof GoInt) return true;
    if (part instanceof GoList) return part.items.every((item) => survives(item, depth + 1));
    if (!(part instanceof GoMap)) return false;
    let all = true;
    part.forEach((item, key) => {
      all &&= key.length <= MAX_KEY && PLAIN.test(key) && survives(item, depth + 1);
    });
    return all;
  };
  return survives(value, 0);
}
