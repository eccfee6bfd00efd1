import { hookWords } from "./hook-events.ts";
import type { Hook, Manifest } from "./rendered-chart.ts";

/**
 * What a document is to a release: a hook, an ordinary manifest, or neither, as one unknown word among its events drops
 * it altogether (pkg/releaseutil/manifest_sorter.go).
 */
export function classify(
  manifest: Manifest,
): { hook: Hook } | { manifest: Manifest } | { unknownHook: string } {
  const types = manifest.annotations["helm.sh/hook"];
  if (types === undefined) return { manifest };
  const found = words(types).map((word) => hookWords.get(word));
  if (!found.every((event) => event !== undefined)) return { unknownHook: types };
  const { annotations } = manifest;
  const parts = {
    events: found,
    weight: weight(annotations["helm.sh/hook-weight"]),
    deletePolicies: words(annotations["helm.sh/hook-delete-policy"]),
    outputLogPolicies: words(annotations["helm.sh/hook-output-log-policy"]),
  };
  // Not a copy: where the manifest began is only looked for when it is asked.
  return { hook: Object.assign(manifest, parts) };
}

function words(list: string | undefined): string[] {
  return list === undefined ? [] : list.split(",").map((word) => word.trim().toLowerCase());
}

/** What strconv.Atoi reads; anything else counts as 0. */
function weight(text: string | undefined): number {
  if (text === undefined || !/^[+-]?[0-9]+$/.test(text)) return 0;
  const value = BigInt(text.replace(/^\+/, ""));
  return value === BigInt.asIntN(64, value) ? Number(value) : 0;
}
