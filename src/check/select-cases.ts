import { existsSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { matchesGlob } from "../scenario/glob.ts";
import type { CheckCase } from "./check-case.ts";

export interface Selection {
  /** part of an id, or a pattern with `*` and `?` for all of it */
  readonly filter?: string;
  /** the `index`th of `of` parts, from 1 */
  readonly shard?: { readonly index: number; readonly of: number };
  /** paths of files; only cases that have to do with one of them */
  readonly changed?: readonly string[];
}

/** The cases that are asked for; every case is in exactly one shard. */
export function selectCases(cases: readonly CheckCase[], { filter, shard, changed }: Selection): CheckCase[] {
  const fits = ({ id }: CheckCase): boolean =>
    filter === undefined || (/[*?]/.test(filter) ? matchesGlob(filter, id) : id.includes(filter));
  return cases
    .filter(fits)
    .filter((each) => changed === undefined || isTouched(each, changed))
    .filter((_, i) => shard === undefined || i % shard.of === shard.index - 1);
}

/** Whether a change is in the scenario file, its snapshot, or in a file or folder that its steps name. */
function isTouched({ file, snapshotFile, scenario }: CheckCase, changed: readonly string[]): boolean {
  const words = scenario.steps.flatMap((step) => (step.kind === "sleep" ? [] : step.args));
  const named = words
    .filter((word) => !word.startsWith("-"))
    .map((word) => join(scenario.directory === "." ? "" : scenario.directory, word))
    .filter((path) => existsSync(path));
  const own = [file, snapshotFile, ...named].map((path) => resolve(path));
  // what stands beside scenario.yaml in a folder of its own belongs to it: manifests, values
  const folder = /(^|[\\/])scenario\.ya?ml$/.test(file) ? [resolve(dirname(file))] : [];
  return changed.some((path) =>
    [...own, ...folder].some((base) => {
      const inside = relative(base, resolve(path));
      return inside === "" || (inside !== ".." && !inside.startsWith(`..${sep}`));
    }),
  );
}
