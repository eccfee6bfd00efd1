import { compareStrings } from "../util/compare-strings.ts";
import type { ObjectName, RecordedWrite } from "./recording.ts";

/** Kinds that controllers keep for themselves: nobody asks what became of them. */
const bookkeeping: ReadonlySet<string> = new Set([
  "ControllerRevision",
  "Endpoints",
  "EndpointSlice",
  "Event",
  "Lease",
]);

/** What every namespace gets. */
const bootstrapped: ReadonlySet<string> = new Set(["ConfigMap/kube-root-ca.crt", "ServiceAccount/default"]);

/** The objects that came into being during the run and are still there. */
export function leftObjects(writes: readonly RecordedWrite[]): ObjectName[] {
  const left = new Map<string, ObjectName>();
  const existing = new Set<string>();
  for (const { type, kind, namespace, name } of writes) {
    const key = `${kind}/${namespace}/${name}`;
    if (type === "EXISTING") existing.add(key);
    else if (type === "DELETED") {
      left.delete(key);
      existing.delete(key);
    } else if (!existing.has(key) && !bookkeeping.has(kind) && !bootstrapped.has(`${kind}/${name}`))
      left.set(key, { kind, namespace, name });
  }
  return [...left.values()].sort(
    (a, b) =>
      compareStrings(a.kind, b.kind) ||
      compareStrings(a.namespace, b.namespace) ||
      compareStrings(a.name, b.name),
  );
}
