import { controllerOf, type KubeObject } from "../cluster/api/object.ts";
import type { RecordedWrite } from "./recording.ts";

/**
 * What stands for the random parts of a run: names with a drawn suffix or a hash become the owner's name and a number
 * (`web-79c5b76f96-qkk2t` is the first pod of the first ReplicaSet of web: `web~1~1`), and uids are numbered. No real
 * name holds a `~`.
 */
export class StableNames {
  private readonly words = new Map<string, string>();
  private readonly counts = new Map<string, number>();

  constructor(writes: readonly Pick<RecordedWrite, "object">[]) {
    for (const { object } of writes) this.learn(object);
  }

  /** The text with every random name, hash and uid in it replaced. */
  replace(text: string): string {
    return text.replace(/[a-z0-9](?:[-a-z0-9.]*[a-z0-9])?/g, (word) => this.words.get(word) ?? word);
  }

  /** The value with all texts in it replaced; keys stay as they are. */
  replaceIn<T>(value: T): T {
    if (typeof value === "string") return this.replace(value) as T;
    if (Array.isArray(value)) return value.map((each: unknown) => this.replaceIn(each)) as T;
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, this.replaceIn(each)])) as T;
  }

  private learn(object: KubeObject): void {
    const { name, uid, labels } = object.metadata;
    if (this.words.has(uid)) return;
    this.words.set(uid, this.number("uid"));
    const base = randomBase(object);
    if (base === undefined) return;
    const stable = this.number(this.words.get(base) ?? base, object.kind);
    this.words.set(name, stable);
    const hash = object.kind === "ReplicaSet" ? labels?.["pod-template-hash"] : undefined;
    if (hash !== undefined) this.words.set(hash, stable.slice(stable.lastIndexOf("~")));
  }

  /** Each kind is counted by itself: that a Service has EndpointSlices is not to be seen in the names of pods. */
  private number(base: string, kind = ""): string {
    const key = `${kind}/${base}`;
    const count = (this.counts.get(key) ?? 0) + 1;
    this.counts.set(key, count);
    return `${base}~${count}`;
  }
}

/** The part of a name that was not made up: its owner's name, or the prefix that was asked for. */
function randomBase(object: KubeObject): string | undefined {
  const { name, generateName } = object.metadata;
  const controller = controllerOf(object);
  // A StatefulSet's pods have a generateName, but are numbered by their controller.
  if (controller?.kind === "StatefulSet" && object.kind === "Pod") return undefined;
  const owner = controller?.name;
  if (generateName !== undefined && name.startsWith(generateName))
    return owner !== undefined && generateName === `${owner}-` ? owner : generateName.replace(/-$/, "");
  const hashed = ["ReplicaSet", "ControllerRevision", "Job"].includes(object.kind);
  return hashed && owner !== undefined && name.startsWith(`${owner}-`) ? owner : undefined;
}
