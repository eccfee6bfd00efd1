import type { ApiServer } from "../../api/api-server.ts";
import type { Node } from "../../api/node.ts";
import type { Pod } from "../../api/pod.ts";
import type { KubernetesRules } from "../../kubernetes-rules.ts";
import type { Amounts } from "../pod-requests.ts";

/** A node with what it has given away and the pods that have it. */
export interface NodeUse {
  readonly node: Node;
  /** what it has for pods, in numbers */
  readonly allocatable: Amounts;
  readonly used: Amounts;
  /** bound pods that have not ended, by their uids */
  readonly pods: ReadonlyMap<string, Pod>;
  /** those of them that say which other pods they do not want near */
  readonly averse: ReadonlyMap<string, Pod>;
}

/** Why a node is not possible. */
export interface Refusal {
  readonly reasons: readonly string[];
  /** deleting pods of lower priority from the node could help */
  readonly preemptable: boolean;
}

/** What plugins may look at. */
export interface SchedulingState {
  readonly pod: Pod;
  readonly requests: Amounts;
  /** in the order in which they were made */
  readonly nodes: readonly NodeUse[];
  /** those of them with pods that do not want others near */
  readonly averse: Iterable<NodeUse>;
  readonly api: ApiServer;
  readonly rules: KubernetesRules;
}

/** A filter plugin (pkg/scheduler/framework/plugins). */
export interface FilterPlugin {
  /** Why no node at all is possible, before they are looked at one by one. */
  preFilter?(state: SchedulingState): string | undefined;
  /** Made once for each pod, then asked for each node; undefined where the plugin has nothing to say about the pod. */
  filter(state: SchedulingState): ((use: NodeUse) => Refusal | undefined) | undefined;
}

export const refusal = (reason: string, preemptable = false): Refusal => ({ reasons: [reason], preemptable });
