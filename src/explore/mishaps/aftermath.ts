import { controllerOf, type KubeObject } from "../../cluster/api/object.ts";
import type { Job } from "../../cluster/api/workloads.ts";
import { short } from "../../findings/facts/declared.ts";
import { unreadyAt } from "../../findings/facts/readiness.ts";
import { isBookkeeping } from "../../recording/bookkeeping.ts";
import type { RecordedWrite, Recording } from "../../recording/recording.ts";

/** What a command leaves in the cluster, at one moment. */
export interface Aftermath {
  /** Helm's word for the release's newest revision; "" where there is no record */
  readonly status: string;
  /** what nobody owns and was not there before: `Job/migrate`; Helm's records are left out */
  readonly left: readonly string[];
  /** workloads with fewer ready pods than they want, and Jobs that have not completed; hooks are left out */
  readonly unwell: readonly string[];
}

const recordType = "helm.sh/release.v1";

/** How the cluster was at a time, seconds, all writes of that moment included. */
export function aftermathAt(recording: Recording, release: string, t: number): Aftermath {
  const there = new Map<string, RecordedWrite>();
  const before = new Set<string>();
  for (const write of recording.objects) {
    if (write.t > t) break;
    const key = `${write.kind}/${write.namespace}/${write.name}`;
    if (write.type === "EXISTING") before.add(key);
    if (write.type === "DELETED") there.delete(key);
    else there.set(key, write);
  }
  const writes = [...there].filter(([, { object }]) => controllerOf(object) === undefined);
  const records = writes.map(([, { object }]) => object).filter((object) => isRecordOf(object, release));
  const hooks = new Set(recording.hooks.map(short));
  const newest = records.toSorted((a, b) => revisionOf(a) - revisionOf(b)).at(-1);
  return {
    status: newest?.metadata.labels?.["status"] ?? "",
    left: writes
      .filter(([key, write]) => !before.has(key) && !isBookkeeping(write) && !isRecord(write.object))
      .map(([, write]) => short(write)),
    unwell: writes
      .filter(([, write]) => isUnwell(write.object) && !hooks.has(short(write)))
      .map(([, write]) => short(write)),
  };
}

const isRecord = ({ kind, type }: KubeObject): boolean => kind === "Secret" && type === recordType;

const isRecordOf = (object: KubeObject, release: string): boolean =>
  isRecord(object) && object.metadata.labels?.["name"] === release;

const revisionOf = ({ metadata }: KubeObject): number => Number(metadata.labels?.["version"] ?? 0);

function isUnwell(object: KubeObject): boolean {
  if (object.kind !== "Job") return unreadyAt(object);
  const { conditions = [] } = (object as Job).status;
  return !conditions.some(({ type, status }) => type === "Complete" && status === "True");
}
