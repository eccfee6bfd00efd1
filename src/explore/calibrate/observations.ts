import type { Pod } from "../../cluster/api/pod.ts";

/** A Kubernetes event as the server stores it, as far as it counts here. */
interface EventObject {
  readonly kind: "Event";
  readonly metadata?: { readonly uid?: string };
  readonly count?: number;
  readonly reason?: string;
  readonly message?: string;
}

/** What somebody saw of a cluster. */
export interface Observations {
  /** each pod as it was seen, in order */
  readonly pods: readonly (readonly Pod[])[];
  /** milliseconds of each pull, by image */
  readonly pulls: ReadonlyMap<string, readonly number[]>;
}

/** Picks pods and events out of what kubectl printed: watch events, lists, and the objects themselves. */
export function observe(documents: readonly unknown[]): Observations {
  const pods = new Map<string, Pod[]>();
  const pulls = new Map<string, number[]>();
  const known = new Set<string>();
  for (const object of documents.flatMap(objectsIn)) {
    if (isPod(object)) append(pods, object.metadata.uid, object);
    if (!isEvent(object)) continue;
    const { metadata, count, message } = object;
    // a watch and a list may both tell the same event
    const key = JSON.stringify([metadata?.uid, count, message]);
    const pull = known.has(key) ? undefined : pullOf(object);
    known.add(key);
    if (pull !== undefined) append(pulls, pull.image, pull.milliseconds);
  }
  return { pods: [...pods.values()], pulls };
}

function append<T>(lists: Map<string, T[]>, key: string, value: T): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

/** The objects of a watch event or of a list; anything else stands for itself. */
function objectsIn(document: unknown): readonly unknown[] {
  if (Array.isArray(document)) return document.flatMap(objectsIn);
  if (typeof document !== "object" || document === null) return [];
  if ("type" in document && "object" in document) return objectsIn(document.object);
  return "items" in document && Array.isArray(document.items)
    ? document.items.flatMap(objectsIn)
    : [document];
}

const kindOf = (object: unknown): unknown =>
  typeof object === "object" && object !== null && "kind" in object ? object.kind : undefined;

/** A pod as the server gives it: with a name, a spec and a status. */
function isPod(object: unknown): object is Pod {
  if (kindOf(object) !== "Pod") return false;
  const { metadata, spec, status } = object as Partial<Pod>;
  return metadata?.uid !== undefined && spec?.containers !== undefined && status !== undefined;
}

const isEvent = (object: unknown): object is EventObject => kindOf(object) === "Event";

const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** The kubelet tells how long a pull took without the time in the queue: `… in 1.5s (2s including waiting)`. */
function pullOf({ reason, message = "" }: EventObject): { image: string; milliseconds: number } | undefined {
  const match = /^Successfully pulled image "([^"]+)" in ([\d.hms]+)/.exec(message);
  if (reason !== "Pulled" || match === null) return undefined;
  const [, image = "", took = ""] = match;
  const parts = [...took.matchAll(/([\d.]+)(ms|s|m|h)/g)];
  return {
    image,
    milliseconds: parts.reduce((sum, [, n, unit]) => sum + Number(n) * (units[unit ?? ""] ?? 0), 0),
  };
}
