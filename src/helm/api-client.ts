import type { ApiServer, DeleteOptions } from "../cluster/api/api-server.ts";
import type { KubeObject, ObjectInput, ObjectRef } from "../cluster/api/object.ts";
import { readSent, refuseUnknown } from "../cluster/api/types/read-sent.ts";
import type { ClusterContext } from "../cluster/cluster.ts";
import { type Process, sleep } from "../sim/wait.ts";

/**
 * What becomes of fields that the server does not know: it refuses the object, or drops them and says so. `typed`: there
 * can be none, for the client sends its own objects and nobody else's.
 */
export type FieldValidation = "strict" | "typed" | { readonly warn: (text: string) => void };

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

  delete(ref: ObjectRef, options?: DeleteOptions): Process<void> {
    return this.call(() => this.server.delete(ref, options));
  }

  /** What a patch makes of an object is read like an object: the real server's words for a patch are others. */
  private read<T extends ObjectInput>(object: T): T {
    if (this.fieldValidation === "typed") return object;
    const sent = readSent(object);
    if (this.fieldValidation === "strict") refuseUnknown(object, sent);
    else for (const warning of sent.warnings) this.fieldValidation.warn(warning);
    return sent.object as T;
  }

  /** Any other call, such as discovery: its time passes, then `action` happens. */
  *call<T>(action: () => T): Process<T> {
    yield* sleep(this.latency + this.server.slowBy);
    return action();
  }
}
