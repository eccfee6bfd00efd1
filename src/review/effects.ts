import { controllerOf } from "../cluster/api/object.ts";
import { isChange } from "../expectations/occurrence.ts";
import { History, type NumberedWrite } from "../findings/history.ts";
import { isBookkeeping } from "../recording/bookkeeping.ts";
import type { ObjectName, Recording } from "../recording/recording.ts";
import type { Effects } from "./review-result.ts";

export const noEffects: Effects = { created: [], changed: [], deleted: [], restarted: [] };

/** What the commands of a run do to objects; what controllers make of it, and what hooks make, is not told. */
export function effectsOf({ objects }: Recording): Effects {
  const history = new History(objects);
  const effects = { created: [], changed: [], deleted: [], restarted: restarted(history) } as {
    readonly [key in keyof Effects]: ObjectName[];
  };
  for (const writes of history.all()) {
    const [first] = writes;
    const last = writes.at(-1);
    if (first === undefined || last === undefined || !isAskedFor(first)) continue;
    const name = nameOf(first);
    const was = first.type === "EXISTING";
    const is = last.type !== "DELETED";
    if (!was && is) effects.created.push(name);
    else if (was && !is) effects.deleted.push(name);
    else if (was && isChanged(writes)) effects.changed.push(name);
  }
  return effects;
}

const isAskedFor = (write: NumberedWrite): boolean =>
  controllerOf(write.object) === undefined &&
  write.object.metadata.annotations?.["helm.sh/hook"] === undefined &&
  !isBookkeeping(write) &&
  !(write.name.startsWith("sh.helm.release.") && write.kind === "Secret");

const isChanged = (writes: readonly NumberedWrite[]): boolean =>
  writes.some((write, i) => {
    const before = writes[i - 1];
    return before !== undefined && isChange(write, before);
  });

/** Workloads that were there and get new pods. */
function restarted(history: History): ObjectName[] {
  const found = new Map<string, ObjectName>();
  for (const [pod] of history.ofKind("Pod")) {
    if (pod === undefined || pod.type === "EXISTING") continue;
    const root = rootOf(history, pod);
    if (root?.type === "EXISTING") found.set(keyOf(root), nameOf(root));
  }
  return [...found.values()];
}

function rootOf(history: History, write: NumberedWrite): NumberedWrite | undefined {
  const owner = controllerOf(write.object);
  if (owner === undefined) return write;
  const [above] = history.of({ kind: owner.kind, namespace: write.namespace, name: owner.name });
  return above === undefined ? undefined : rootOf(history, above);
}

const nameOf = ({ kind, namespace, name }: ObjectName): ObjectName => ({ kind, namespace, name });

const keyOf = ({ kind, namespace, name }: ObjectName): string => `${kind}/${namespace}/${name}`;
