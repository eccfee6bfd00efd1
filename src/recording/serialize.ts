import type { KubeObject } from "../cluster/api/object.ts";
import { mergePatchOf } from "../kubectl/patch/merge-patch.ts";
import { compareStrings } from "../util/compare-strings.ts";
import type { RecordedWrite, Recording } from "./recording.ts";

/**
 * A recording as JSON: the fields in the order of the type, one entry of a list on a line.
 *
 * The first write to an object holds it whole (`object`); each later one only what is different from the one before
 * (`changes`, a JSON Merge Patch as in RFC 7386), or the whole object again where such a patch cannot say it. Keys
 * inside objects are sorted.
 */
export function serializeRecording(recording: Recording): string {
  const { watch } = recording;
  return `${lines([
    ["format", JSON.stringify(recording.format)],
    ["helmVersion", JSON.stringify(recording.helmVersion)],
    ["kubernetesVersion", JSON.stringify(recording.kubernetesVersion)],
    ["seed", JSON.stringify(recording.seed)],
    ["startedAt", JSON.stringify(recording.startedAt)],
    ["namespace", JSON.stringify(recording.namespace)],
    ["end", JSON.stringify(recording.end)],
    ["steps", list(recording.steps)],
    [
      "watch",
      lines([
        ["pods", list(watch.pods)],
        ["jobs", list(watch.jobs)],
        ["deployments", list(watch.deployments)],
        ["statefulsets", list(watch.statefulsets)],
        ["daemonsets", list(watch.daemonsets)],
      ]),
    ],
    ["events", list(recording.events)],
    ["hooks", list(recording.hooks)],
    ["phases", list(recording.phases)],
    ["behaviours", list(recording.behaviours)],
    ["objects", list(writesAsChanges(recording.objects))],
    ["findings", list(recording.findings)],
    ["left", list(recording.left)],
  ])}\n`;
}

const lines = (fields: readonly (readonly [name: string, json: string])[]): string =>
  `{\n${fields.map(([name, json]) => `${JSON.stringify(name)}: ${json}`).join(",\n")}\n}`;

const list = (entries: readonly unknown[]): string =>
  entries.length === 0 ? "[]" : `[\n${entries.map((entry) => JSON.stringify(entry)).join(",\n")}\n]`;

function writesAsChanges(writes: readonly RecordedWrite[]): readonly unknown[] {
  const latest = new Map<string, KubeObject>();
  return writes.map(({ t, type, kind, namespace, name, object: unsorted }) => {
    const key = `${kind}/${namespace}/${name}`;
    const object = sorted(unsorted) as KubeObject;
    const before = latest.get(key);
    if (type === "DELETED") latest.delete(key);
    else latest.set(key, object);
    const changes = before === undefined ? undefined : mergePatchOf(before, object);
    return { t, type, kind, namespace, name, ...(changes === undefined ? { object } : { changes }) };
  });
}

/** The same value with the keys of its maps in order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, each]) => each !== undefined)
      .sort(([a], [b]) => compareStrings(a, b))
      .map(([key, each]) => [key, sorted(each)]),
  );
}
