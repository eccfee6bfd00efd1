import type { ObjectInput, ObjectRef } from "../../cluster/api/object.ts";
import type { ScarceResource } from "../../cluster/kubelet/node-pressure.ts";
import type { Place } from "../../util/errors.ts";

/** Which container or pod a fault hits: the first that runs and fits; every part is optional, globs allowed. */
export interface FaultTarget {
  readonly workload: string | undefined;
  readonly pod: string | undefined;
  readonly container: string | undefined;
}

/** Names an object; without a namespace it is the one that commands use. */
export interface FaultObject extends Pick<ObjectRef, "kind" | "name"> {
  readonly namespace: string | undefined;
}

/** What goes wrong. Durations are milliseconds, Infinity: until the end of the run. */
export type FaultAction =
  | { readonly kind: "node-down"; readonly node: string; readonly for: number }
  | { readonly kind: "registry-down"; readonly images: string; readonly for: number }
  | { readonly kind: "slow-api-server"; readonly by: number; readonly for: number }
  | {
      readonly kind: "kill";
      readonly target: FaultTarget;
      readonly code: number;
      readonly oomKilled: boolean;
    }
  | { readonly kind: "evict"; readonly target: FaultTarget; readonly resource: ScarceResource }
  | { readonly kind: "condition"; readonly object: FaultObject; readonly condition: FaultCondition }
  | { readonly kind: "create"; readonly objects: readonly ObjectInput[] }
  | { readonly kind: "delete"; readonly object: FaultObject };

export interface FaultCondition {
  readonly type: string;
  readonly status: string;
  readonly reason: string;
  readonly message: string;
}

/** Something that happens to the cluster at a time, whatever the commands do. */
export interface Fault {
  /** virtual milliseconds from the start of the run */
  readonly at: number;
  readonly action: FaultAction;
  readonly place: Place;
}
