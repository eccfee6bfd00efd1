import { compareStrings } from "../util/compare-strings.ts";
import { isBookkeeping } from "./bookkeeping.ts";
import type { ObjectName, RecordedWrite } from "./recording.ts";

/** The objects that came into being during the run and are still there, the cluster's own bookkeeping left out. */
export function leftObjects(writes: readonly RecordedWrite[]): ObjectName[] {
  const left = new Map<string, ObjectName>();
  const existing = new Set<string>();
  for (const write of writes) {
    const { type, kind, namespace, name } = write;
    const key = `${kind}/${namespace}/${name}`;
    if (type === "EXISTING") existing.add(key);
    else if (type === "DELETED") {
      left.delete(key);
      existing.delete(key);
    } else if (!existing.has(key) && !isBookkeeping(write)) left.set(key, { kind, namespace, name });
  }
  return [...left.values()].sort(
    (a, b) =>
      compareStrings(a.kind, b.kind) ||
      compareStrings(a.namespace, b.namespace) ||
      compareStrings(a.name, b.name),
  );
}
