import { findJsonPath } from "./json-path/find-json-path.ts";
import { parsePath } from "./json-path/parse-json-path.ts";
import { KubectlError } from "./kubectl-error.ts";
import { relaxedPath } from "./relaxed-path.ts";
import type { Found } from "./resources/select.ts";

/**
 * `--sort-by`: numbers by size, texts in natural order (`a2` before `a10`), objects without the field first
 * (kubectl/pkg/cmd/get/sorter.go).
 * @throws KubectlError if no object has the field
 */
export function sortObjects(found: readonly Found[], path: string): readonly Found[] {
  if (path === "" || found.length === 0) return found;
  const steps = parsePath(relaxedPath(path));
  const keyed = found.map((each) => ({ each, key: findJsonPath(steps, each.object)[0] }));
  if (keyed.every(({ key }) => key === undefined))
    throw new KubectlError(
      `couldn't find any field with path ${JSON.stringify(`{${relaxedPath(path)}}`)} in the list of objects`,
    );
  return keyed.sort((a, b) => compareKeys(a.key, b.key)).map(({ each }) => each);
}

function compareKeys(a: unknown, b: unknown): number {
  if (a === undefined || b === undefined) return Number(a !== undefined) - Number(b !== undefined);
  if (typeof a === "number" && typeof b === "number") return a - b;
  return compareNaturally(String(a), String(b));
}

/** Runs of digits are compared as numbers. */
function compareNaturally(a: string, b: string): number {
  const [left, right] = [parts(a), parts(b)];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const [x = "", y = ""] = [left[i], right[i]];
    if (x === y) continue;
    const numbers = /^\d/.test(x) && /^\d/.test(y);
    if (numbers && Number(x) !== Number(y)) return Number(x) - Number(y);
    return x < y ? -1 : 1;
  }
  return left.length - right.length;
}

const parts = (text: string): readonly string[] => text.match(/\d+|\D/g) ?? [];
