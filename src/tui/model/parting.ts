import { isBookkeeping } from "../../recording/bookkeeping.ts";
import type { ObjectName, RecordedWrite, Recording } from "../../recording/recording.ts";
import { deepEqual } from "../../util/deep-equal.ts";

/** Where two runs that begin alike part. */
export interface Parting {
  /** seconds */
  readonly t: number;
  /** the object that goes another way first */
  readonly object: ObjectName;
}

/** The first write that one run has and the other has not; undefined if the runs are the same. */
export function partingOf(one: Recording, other: Recording): Parting | undefined {
  const [a, b] = [one, other].map(({ objects }) => objects.filter((write) => !isBookkeeping(write)));
  const length = Math.max(a?.length ?? 0, b?.length ?? 0);
  for (let i = 0; i < length; i++) {
    const [left, right] = [a?.[i], b?.[i]];
    if (left !== undefined && right !== undefined && isSame(left, right)) continue;
    const first = [left, right].filter((write) => write !== undefined).sort((x, y) => x.t - y.t)[0];
    if (first === undefined) return undefined;
    const { t, kind, namespace, name } = first;
    return { t, object: { kind, namespace, name } };
  }
  return undefined;
}

/** Versions count the writes of the whole cluster, and so say nothing of this one. */
function isSame(a: RecordedWrite, b: RecordedWrite): boolean {
  if (a.t !== b.t || a.type !== b.type || a.kind !== b.kind || a.name !== b.name) return false;
  if (a.namespace !== b.namespace) return false;
  return deepEqual(unversioned(a), unversioned(b));
}

function unversioned({ object }: RecordedWrite): unknown {
  const { resourceVersion: _, ...metadata } = object.metadata;
  return { ...object, metadata };
}
