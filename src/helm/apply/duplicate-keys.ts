import { pathText } from "../../cluster/api/apply/field-tree.ts";
import { isMap, type JsonMap } from "../../cluster/api/apply/json.ts";
import { itemKey, type Semantics } from "../../cluster/api/apply/list-semantics.ts";

/**
 * What server-side apply refuses in a configuration: several items of a list with one key, in the words of
 * structured-merge-diff. Client-side apply takes them.
 */
export function duplicateKeys(config: JsonMap, semantics: Semantics): readonly string[] {
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
    for (const item of value as readonly unknown[]) {
      const key = rule.kind === "set" ? JSON.stringify(item) : itemKey(item, rule);
      if (key === undefined) continue;
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
