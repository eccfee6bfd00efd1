import { readdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { nearestWord } from "../util/nearest-word.ts";

/** `Did you mean "values-prod.yaml"?`, from what lies beside a path that does not exist; undefined without an idea. */
export function nearestFile(path: string, given: string): string | undefined {
  let names: string[];
  try {
    names = readdirSync(dirname(path));
  } catch {
    return undefined;
  }
  const near = nearestWord(basename(path), names.sort());
  if (near === undefined) return undefined;
  const folder = dirname(given);
  return `Did you mean "${folder === "." && !given.startsWith("./") ? near : join(folder, near)}"?`;
}
