import { controllerOf } from "../cluster/api/object.ts";
import { isBookkeeping } from "../recording/bookkeeping.ts";
import type { RecordedWrite, Recording } from "../recording/recording.ts";

/** An object that somebody asked for, with all that controllers made of it (see controllerOf). */
export interface Family {
  /** `Deployment/default/web` */
  readonly root: string;
  readonly writes: FamilyWrite[];
}

export interface FamilyWrite {
  readonly write: RecordedWrite;
  /** the write before to the same object, or undefined */
  readonly before: RecordedWrite | undefined;
  /** whether it is the object that was asked for */
  readonly isRoot: boolean;
  /** `Deployment/web`, with its namespace if it is another than the run's */
  readonly label: string;
}

const isReleaseRecord = ({ name, object }: RecordedWrite): boolean =>
  name.startsWith("sh.helm.release.") && object.metadata.labels?.["owner"] === "helm";

/** The families of a run in the order in which they came into being; bookkeeping and Helm's records are left out. */
export function families(
  { objects: writes, namespace }: Recording,
  rename: (name: string) => string,
): Family[] {
  const roots = new Map<string, string>();
  const found = new Map<string, Family>();
  const last = new Map<string, RecordedWrite>();
  for (const write of writes) {
    if (isBookkeeping(write) || isReleaseRecord(write)) continue;
    const key = `${write.kind}/${write.namespace}/${write.name}`;
    const controller = controllerOf(write.object);
    const owner = controller && `${controller.kind}/${write.namespace}/${controller.name}`;
    const root = roots.get(key) ?? (owner === undefined ? key : (roots.get(owner) ?? key));
    roots.set(key, root);
    const label = labelOf(write, namespace, rename);
    const family = found.get(root) ?? { root, writes: [] };
    found.set(root, family);
    family.writes.push({ write, before: last.get(key), isRoot: root === key, label });
    if (write.type === "DELETED") last.delete(key);
    else last.set(key, write);
  }
  return [...found.values()];
}

const labelOf = (write: RecordedWrite, own: string, rename: (name: string) => string): string =>
  write.namespace === "" || write.namespace === own
    ? `${write.kind}/${rename(write.name)}`
    : `${write.kind}/${write.namespace}/${rename(write.name)}`;
