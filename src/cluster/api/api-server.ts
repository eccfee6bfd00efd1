import type { Kernel } from "../../sim/kernel.ts";
import type { Random } from "../../sim/random.ts";
import { SimulationError } from "../../sim/simulation-error.ts";
import { deepEqual } from "../../util/deep-equal.ts";
import { extended } from "../../util/extended.ts";
import type { KubernetesRules } from "../kubernetes-rules.ts";
import { admit, checkAdmission, checkChange, checkDeletion } from "./admission/admission.ts";
import { QuotaTracker } from "./admission/quota-tracker.ts";
import { ApiError } from "./api-error.ts";
import { gracePeriodFor, isGraceful, isHeldBySpec, whileDeleted } from "./graceful-deletion.ts";
import { Identities } from "./identities.ts";
import type { KubeObject, ObjectInput, ObjectMeta, ObjectRef } from "./object.ts";
import { refOf } from "./object.ts";
import { ObjectStore } from "./object-store.ts";
import {
  checkStatus,
  decoded,
  isNewGeneration,
  prepareChanged,
  prepareNew,
  type WriteRules,
  withServersMetadata,
} from "./prepare-object.ts";
import type { ResourceRegistry } from "./resource-registry.ts";
import { kindName, qualifiedName, type Resource } from "./resources.ts";
import { strategyOf as serverStrategyOf } from "./strategies/registry.ts";
import type { Strategy } from "./strategies/strategy.ts";
import type { WallClock } from "./wall-clock.ts";

export type WatchType = "ADDED" | "MODIFIED" | "DELETED";

/** One stored write. `old` is what was there before it. */
export interface WatchEvent<T extends KubeObject = KubeObject> {
  readonly type: WatchType;
  readonly object: T;
  readonly old: T | undefined;
  /** virtual milliseconds */
  readonly time: number;
}

export type Propagation = "Background" | "Foreground" | "Orphan";

export interface DeleteOptions {
  /** default: Background */
  readonly propagation?: Propagation;
  /** seconds; default: the object's own */
  readonly grace?: number;
  /** refuse if the object is another one by now */
  readonly uid?: string;
}

const firstRevision = 1000;

/**
 * The virtual API server, the only place where the cluster's state changes. Every write that changes something gets the
 * next resourceVersion, is told at once to `onWrite` listeners (the recorder, `kubectl get -w`) and, `watchLatency`
 * milliseconds later, to watchers (controllers, kubelets, clients). A write that changes nothing is silent.
 *
 * Copies the observable rules of staging/apiserver/pkg/registry/generic/registry/store.go and rest/delete.go.
 */
export class ApiServer {
  readonly store = new ObjectStore();
  readonly quotas: QuotaTracker;
  /** what is added to every call and every watch event while the server is slow, milliseconds */
  slowBy = 0;
  private revision = firstRevision;
  private lastWatchEvent = 0;
  private readonly identities: Identities;
  private readonly listeners: ((event: WatchEvent) => void)[] = [];
  private readonly watchers = new Map<string, readonly ((event: WatchEvent) => void)[]>();

  constructor(
    readonly kernel: Kernel,
    readonly random: Random,
    readonly clock: WallClock,
    readonly resources: ResourceRegistry,
    private readonly options: {
      readonly watchLatency: number;
      readonly maxObjects: number;
      readonly rules: KubernetesRules;
      /** what is taken to be there though nobody makes it; default: nothing */
      readonly isAssumed?: (kind: string, namespace: string, name: string) => boolean;
      /** how kinds are defaulted and validated; default: as the real server does it */
      readonly strategyOf?: (kind: string) => Strategy;
    },
  ) {
    this.quotas = new QuotaTracker(this);
    this.identities = new Identities(random);
  }

  /** How many writes there have been. */
  get writes(): number {
    return this.revision - firstRevision;
  }

  get<T extends KubeObject>(ref: ObjectRef): T | undefined {
    return this.store.get(ref) as T | undefined;
  }

  /** Like `get`, but an absent object is the server's own NotFound. */
  require<T extends KubeObject>(ref: ObjectRef): T {
    const object = this.get<T>(ref);
    if (object === undefined) throw this.notFound(ref);
    return object;
  }

  /** Whether an object that is not there is taken to be, for nobody has said who makes it. */
  isAssumed({ kind, namespace, name }: ObjectRef): boolean {
    return this.options.isAssumed?.(kind, namespace, name) ?? false;
  }

  /** The objects of a kind, in the order in which they were created; in all namespaces if none is named. */
  list<T extends KubeObject>(kind: string, namespace?: string): T[] {
    return this.store.list(kind, namespace) as T[];
  }

  /** The objects of a kind whose metadata name the owner with this uid. */
  ownedBy<T extends KubeObject>(kind: string, ownerUid: string): T[] {
    return this.store.ownedBy(kind, ownerUid) as T[];
  }

  /**
   * Stores a new object, named, defaulted and admitted as the server would.
   * @throws ApiError AlreadyExists, Forbidden, Invalid, NotFound (namespace)
   */
  create<T extends KubeObject>(input: ObjectInput): T {
    const resource = this.resources.require(input.apiVersion, input.kind);
    const namespace = resource.namespaced ? (input.metadata.namespace ?? "default") : "";
    const name = input.metadata.name ?? this.identities.name(input, namespace);
    // What has no namespace may be sent with one: the server takes it away.
    const { namespace: _namespace, ...given } = input.metadata;
    const metadata: ObjectMeta = Object.assign(
      given,
      resource.namespaced ? { name, namespace } : { name },
      {
        uid: this.identities.uid(input.kind, namespace, name),
        resourceVersion: this.nextVersion(),
        creationTimestamp: this.clock.timestamp(),
      },
      resource.generation ? { generation: 1 } : {},
    );
    const rules = this.writeRules(resource, input);
    const admitted = admit(this, decoded(extended(input, { metadata }), rules));
    const object = prepareNew(admitted, rules);
    checkAdmission(this, object);
    const ref = refOf(object);
    if (this.store.get(ref) !== undefined)
      throw new ApiError("AlreadyExists", `${qualifiedName(resource)} "${name}" already exists`);
    if (this.store.size >= this.options.maxObjects)
      throw new SimulationError(
        "object-bound",
        `The cluster would hold more than ${this.options.maxObjects} objects.`,
        "Look for a controller that creates without end, or lower the number of replicas.",
      );
    return this.commit("ADDED", object, undefined) as T;
  }

  /**
   * Changes an object: `change` gets the stored one and gives what it should be (the same one for no change).
   * A change of anything but metadata and status counts as a new generation. Removing the last finalizer of an object
   * that waits for its deletion removes it.
   * @throws ApiError NotFound, Invalid
   */
  update<T extends KubeObject>(ref: ObjectRef, change: (object: T) => T): T {
    const old = this.require<T>(ref);
    const changed = change(old);
    if (changed === old) return old;
    const wanted = withServersMetadata(changed, old);
    const rules = this.writeRules(this.resourceOf(old), old);
    const next = checkChange(this, prepareChanged(wanted, old, rules), old);
    if (isNewGeneration(next, old, rules)) {
      const { generation = 0 } = old.metadata;
      return this.settle(this.withVersion(next, { generation: generation + 1 }), old) as T;
    }
    return this.write(old, next) as T;
  }

  /**
   * Like `update` through a subresource such as a pod's binding, which may set several parts of the object at once: the
   * generation stays as it is.
   */
  updateSubresource<T extends KubeObject>(ref: ObjectRef, change: (object: T) => T): T {
    const old = this.require<T>(ref);
    return this.write(old, change(old)) as T;
  }

  /** Like `update` for the status alone. */
  updateStatus<T extends KubeObject>(ref: ObjectRef, change: (status: T["status"]) => T["status"]): T {
    const old = this.require<T>(ref);
    const status = change(old.status);
    if (status === old.status || deepEqual(status, old.status)) return old;
    const next: KubeObject = extended(old, { metadata: this.withNextVersion(old.metadata), status });
    checkStatus(next, this.writeRules(this.resourceOf(old), old));
    return this.settle(next, old) as T;
  }

  /**
   * Deletes an object: marks it while finalizers or a grace period hold it, removes it otherwise.
   * Pods are always marked first, so that their deletion is two writes even without grace.
   * @throws ApiError NotFound, Conflict, Forbidden
   */
  delete(ref: ObjectRef, options: DeleteOptions = {}): void {
    const object = this.require(ref);
    if (options.uid !== undefined && options.uid !== object.metadata.uid)
      throw new ApiError(
        "Conflict",
        `Operation cannot be fulfilled on ${ref.kind} "${ref.name}": the UID in the precondition (${options.uid}) does not match the UID in record (${object.metadata.uid}). The object might have been deleted and then recreated`,
      );
    checkDeletion(this, object);
    const finalizers = finalizersAfter(object.metadata.finalizers ?? [], options.propagation ?? "Background");
    const grace = gracePeriodFor(object, options.grace);
    const marked = this.mark(object, grace, finalizers);
    if (finalizers.length > 0 || grace > 0 || isHeldBySpec(object)) return;
    this.commit("DELETED", this.withVersion(marked), marked);
  }

  /** Tells `listener` of every write at the moment it is made. */
  onWrite(listener: (event: WatchEvent) => void): void {
    this.listeners.push(listener);
  }

  /** Tells `handler` of every write to objects of `kind`, after the watch latency; gives how to stop. */
  watch<T extends KubeObject>(kind: string, handler: (event: WatchEvent<T>) => void): () => void {
    const handlers = this.watchers.get(kind) ?? [];
    this.watchers.set(kind, handlers.concat(handler as (event: WatchEvent) => void));
    return () => {
      const left = (this.watchers.get(kind) ?? []).filter((each) => each !== handler);
      if (left.length > 0) this.watchers.set(kind, left);
      else this.watchers.delete(kind);
    };
  }

  notFound(ref: ObjectRef): ApiError {
    return new ApiError("NotFound", `${this.resources.nameOf(ref.kind)} "${ref.name}" not found`);
  }

  private mark(object: KubeObject, grace: number, finalizers: readonly string[]): KubeObject {
    const meta = object.metadata;
    const marksAnyway = isGraceful(object.kind) || finalizers.length > 0 || isHeldBySpec(object);
    if (!marksAnyway) return object;
    const deadline = this.clock.timestamp(grace * 1000);
    const first = meta.deletionTimestamp === undefined;
    // A second deletion only ever shortens the grace period.
    const shortens = !first && grace < (meta.deletionGracePeriodSeconds ?? 0);
    if (!first && !shortens && deepEqual(finalizers, meta.finalizers ?? [])) return object;
    const { finalizers: _old, ...rest } = meta;
    const metadata: ObjectMeta = Object.assign(
      rest,
      { resourceVersion: this.nextVersion() },
      finalizers.length > 0 ? { finalizers } : {},
      first || shortens ? { deletionTimestamp: deadline, deletionGracePeriodSeconds: grace } : {},
      first && meta.generation !== undefined ? { generation: meta.generation + 1 } : {},
    );
    return this.commit("MODIFIED", { ...whileDeleted(object), metadata }, object);
  }

  /** Whoever writes says nothing of the version: that of the old object stands for what is to come. */
  private write(old: KubeObject, wanted: KubeObject): KubeObject {
    const { resourceVersion } = old.metadata;
    const same = wanted.metadata.resourceVersion === resourceVersion;
    const next = same
      ? wanted
      : extended(wanted, { metadata: extended(wanted.metadata, { resourceVersion }) });
    return deepEqual(old, next) ? old : this.settle(this.withVersion(next), old);
  }

  /** Stores a changed object, or removes it if its deletion has waited for just this change. */
  private settle(next: KubeObject, old: KubeObject): KubeObject {
    const { deletionTimestamp, finalizers = [], deletionGracePeriodSeconds = 0 } = next.metadata;
    const isFree = finalizers.length === 0 && deletionGracePeriodSeconds === 0 && !isHeldBySpec(next);
    return this.commit(deletionTimestamp !== undefined && isFree ? "DELETED" : "MODIFIED", next, old);
  }

  /** `object` has the next version already. */
  private commit(type: WatchType, object: KubeObject, old: KubeObject | undefined): KubeObject {
    this.revision++;
    if (type === "DELETED") this.store.remove(object);
    else this.store.set(object);
    const event: WatchEvent = { type, object, old, time: this.kernel.now };
    for (const listener of this.listeners) listener(event);
    const kind = kindName(object.apiVersion, object.kind);
    if (this.watchers.has(kind)) {
      // A server that is quick again does not tell what is new before what is old.
      const due = Math.max(event.time + this.options.watchLatency + this.slowBy, this.lastWatchEvent);
      this.lastWatchEvent = due;
      this.kernel.schedule(due - event.time, () => {
        for (const handler of this.watchers.get(kind) ?? []) handler(event);
      });
    }
    return object;
  }

  private writeRules(
    resource: Resource,
    { apiVersion, kind }: Pick<KubeObject, "apiVersion" | "kind">,
  ): WriteRules {
    const { rules, strategyOf = serverStrategyOf } = this.options;
    return { resource, strategy: strategyOf(kindName(apiVersion, kind)), rules };
  }

  private resourceOf(object: KubeObject): Resource {
    return this.resources.require(object.apiVersion, object.kind);
  }

  /** The resourceVersion of the next write. Nothing else is written until an object that has got it is stored. */
  private nextVersion(): string {
    return String(this.revision + 1);
  }

  private withNextVersion(metadata: ObjectMeta, more: { readonly generation?: number } = {}): ObjectMeta {
    return Object.assign({}, metadata, more, { resourceVersion: this.nextVersion() });
  }

  private withVersion(object: KubeObject, more?: { readonly generation: number }): KubeObject {
    return extended(object, { metadata: this.withNextVersion(object.metadata, more) });
  }
}

function finalizersAfter(existing: readonly string[], propagation: Propagation): readonly string[] {
  const kept = existing.filter((each) => each !== "orphan" && each !== "foregroundDeletion");
  if (propagation === "Orphan") return [...kept, "orphan"];
  if (propagation === "Foreground") return [...kept, "foregroundDeletion"];
  return kept;
}
