import type { YamlMapping, YamlNode, YamlSequence } from "./node.ts";

type Collection = YamlMapping | YamlSequence;

/** Of collections that are keys in keys, the one that a decoder comes to the end of first, and so refuses first. */
export function innermostKey(outer: Collection): Collection {
  let key = outer;
  for (let inner = firstCollectionKey(key); inner !== undefined; inner = firstCollectionKey(key)) key = inner;
  return key;
}

function firstCollectionKey(root: YamlNode): Collection | undefined {
  const left: YamlNode[] = [root];
  for (let node = left.pop(); node !== undefined; node = left.pop()) {
    if (node.kind === "sequence") for (const item of node.items.toReversed()) left.push(item);
    if (node.kind !== "mapping") continue;
    for (const { key } of node.entries) if (key.kind === "mapping" || key.kind === "sequence") return key;
    for (const { value } of node.entries.toReversed()) left.push(value);
  }
  return undefined;
}
