import { pathText } from "../../cluster/api/apply/field-tree.ts";
import { isMap, type JsonMap } from "../../cluster/api/apply/json.ts";
import { itemKey, type KeyedList, type Semantics } from "../../cluster/api/apply/list-semantics.ts";

/**
 * What server-side apply refuses in the lists of a configuration: items without their key, and several with the same, in
 * the words of structured-merge-diff (typed/helpers.go). Client-side apply takes them.
 */
export function keyProblems(config: JsonMap, semantics: Semantics): readonly string[] {
  const found: string[] = [];
  /** where the walk is now: field names alone, and with the items of lists between them */
  const path: string[] = [];
  const segments: string[] = [];
  const walk = (value: unknown): void => {
    if (isMap(value)) {
      for (const key of Object.keys(value)) {
        path.push(key);
        segments.push(`f:${key}`);
        walk(value[key]);
        segments.pop();
        path.pop();
      }
      return;
    }
    if (!Array.isArray(value)) return;
    const rule = semantics.list(path);
    if (rule.kind === "atomic") return;
    const seen = new Map<string, number>();
    for (const [i, item] of (value as readonly unknown[]).entries()) {
      const key = rule.kind === "set" ? JSON.stringify(item) : itemKey(item, rule);
      if (key === undefined) {
        const problem = rule.kind === "set" ? "" : keyProblem(item, rule);
        found.push(`${pathText(segments)}: element ${i}: associative list with keys ${problem}`);
        return;
      }
      const segment = `${rule.kind === "set" ? "v" : "k"}:${key}`;
      const times = (seen.get(segment) ?? 0) + 1;
      seen.set(segment, times);
      if (times === 2) found.push(`${pathText(segments)}: duplicate entries for key ${pathText([segment])}`);
      segments.push(segment);
      walk(item);
      segments.pop();
    }
  };
  walk(config);
  return found;
}

function keyProblem(item: unknown, { keys, defaults = {} }: KeyedList): string {
  if (item === null) return "may not have a null element";
  if (!isMap(item)) return "may not have non-map elements";
  const lacking = keys.find((name) => (item[name] ?? defaults[name]) === undefined) ?? "";
  return `has an element that omits key field ${JSON.stringify(lacking)} (and doesn't have default value)`;
}
