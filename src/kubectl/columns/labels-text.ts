import type { LabelSelector } from "../../cluster/api/object.ts";
import { compareStrings } from "../../util/compare-strings.ts";
import { none } from "./column.ts";

/** Labels as `k=v,k2=v2`, sorted by key (apimachinery/pkg/labels, FormatLabels). */
export function labelsText(labels: Readonly<Record<string, string>> | undefined): string {
  const pairs = Object.entries(labels ?? {}).sort(([a], [b]) => compareStrings(a, b));
  return pairs.length === 0 ? none : pairs.map(([key, value]) => `${key}=${value}`).join(",");
}

/** A selector as it would be written after `-l` (apimachinery/pkg/labels, internalSelector.String). */
export function selectorText(selector: LabelSelector | undefined): string {
  const requirements: (readonly [key: string, text: string])[] = Object.entries(
    selector?.matchLabels ?? {},
  ).map(([key, value]) => [key, `${key}=${value}`]);
  for (const { key, operator, values = [] } of selector?.matchExpressions ?? []) {
    const list = `(${[...values].sort(compareStrings).join(",")})`;
    const text = {
      In: `${key} in ${list}`,
      NotIn: `${key} notin ${list}`,
      Exists: key,
      DoesNotExist: `!${key}`,
    }[operator];
    requirements.push([key, text]);
  }
  return requirements
    .sort(([a], [b]) => compareStrings(a, b))
    .map(([, text]) => text)
    .join(",");
}
