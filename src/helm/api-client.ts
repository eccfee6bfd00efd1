import type { ApiServer, DeleteOptions } from "../cluster/api/api-server.ts";
import { claimChanges, type Manager } from "../cluster/api/apply/managed-fields.ts";
import type { KubeObject, ObjectInput, ObjectRef } from "../cluster/api/object.ts";
import { type Patch, readPatched, readSent, refuseUnknown } from "../cluster/api/types/read-sent.ts";
import type { ClusterContext } from "../cluster/cluster.ts";
import { type Process, sleep } from "../sim/wait.ts";
import { deepEqual } from "../util/deep-equal.ts";

/**
 * What becomes of fields that the server does not know: it refuses the object, or drops them and says so. `typed`: there
 * can be none, for the client sends its own objects and nobody else's.
 */
export type FieldValidation = "typed" | { readonly strict?: boolean; readonly warn: (text: string) => void };

/** A client's calls to the API server: each takes its time and answers, or throws an ApiError. */
export class ApiClient {
  private readonly server: ApiServer;
  private readonly latency: number;

  constructor(
    cluster: Pick<ClusterContext, "api" | "latency">,
    private readonly fieldValidation: FieldValidation = "typed",
  ) {
    this.server = cluster.api;
    this.latency = cluster.latency.apiCall;
  }

  get<T extends KubeObject>(ref: ObjectRef): Process<T> {
    return this.call(() => this.server.require<T>(ref));
  }

  /** The same for callers to whom an absent object is an answer. */
  find<T extends KubeObject>(ref: ObjectRef): Process<T | undefined> {
    return this.call(() => this.server.get<T>(ref));
  }

  list<T extends KubeObject>(kind: string, namespace: string | undefined): Process<readonly T[]> {
    return this.call(() => this.server.list<T>(kind, namespace));
  }

  create<T extends KubeObject>(object: ObjectInput): Process<T> {
    return this.call(() => this.server.create<T>(this.read(object)));
  }

  update<T extends KubeObject>(ref: ObjectRef, change: (object: T) => T): Process<T> {
    return this.call(() =>
      this.server.update<T>(ref, (old) => {
        const wanted = change(old);
        return wanted === old ? old : this.read(wanted);
      }),
    );
  }

  /**
   * Like `update`, by a patch: the server reads what that makes of the object, and notes whose fields they are now. Those
   * that it does not know it drops, and says so, however strict the client is with whole objects.
   */
  patch<T extends KubeObject>(
    ref: ObjectRef,
    change: (object: T) => T,
    manager: Omit<Manager, "operation">,
    patch: Patch,
  ): Process<T> {
    const patched = (old: T): T => {
      const wanted = change(old);
      if (wanted === old) return old;
      // what it is, a patch does not change
      const { object, warnings } = readPatched(
        { ...wanted, apiVersion: old.apiVersion, kind: old.kind },
        patch,
      );
      this.tell(warnings);
      return deepEqual(object, old) ? old : claimChanges(old, object as T, manager);
    };
    return this.call(() =>
      manager.subresource === "status"
        ? this.server.updateStatus<T>(ref, (status) => {
            const { status: wanted } = patched(this.server.require<T>(ref));
            // a status that is null is an empty one, if the kind has one at all
            return wanted === undefined && status !== undefined ? {} : wanted;
          })
        : this.server.update<T>(ref, patched),
    );
  }

  delete(ref: ObjectRef, options?: DeleteOptions): Process<void> {
    return this.call(() => this.server.delete(ref, options));
  }

  private read<T extends ObjectInput>(object: T): T {
    if (this.fieldValidation === "typed") return object;
    const sent = readSent(object);
    if (this.fieldValidation.strict === true) refuseUnknown(object, sent);
    else this.tell(sent.warnings);
    return sent.object as T;
  }

  private tell(warnings: readonly string[]): void {
    if (this.fieldValidation !== "typed") for (const each of warnings) this.fieldValidation.warn(each);
  }

  /** Any other call, such as discovery: its time passes, then `action` happens. */
  *call<T>(action: () => T): Process<T> {
    yield* sleep(this.latency + this.server.slowBy);
    return action();
  }
}
