import type { Pod } from "../api/pod.ts";
import type { NodeUse } from "./plugins/plugin.ts";
import { add, podRequests } from "./pod-requests.ts";

/** A pod that is to go to a node and is not bound yet. */
export interface Promised {
  readonly pod: Pod;
  readonly node: string;
}

/** The node as it will be once the pods promised to it are there. */
export function withPromised(use: NodeUse, promised: readonly Promised[]): NodeUse {
  const coming = promised.filter(({ node }) => node === use.node.metadata.name).map(({ pod }) => pod);
  if (coming.length === 0) return use;
  const used = new Map(use.used);
  for (const pod of coming) add(used, podRequests(pod.spec));
  const pods = new Map([...use.pods, ...coming.map((pod) => [pod.metadata.uid, pod] as const)]);
  const averse = coming.filter(({ spec }) => spec.affinity?.["podAntiAffinity"] !== undefined);
  return {
    ...use,
    used,
    pods,
    averse: new Map([...use.averse, ...averse.map((pod) => [pod.metadata.uid, pod] as const)]),
  };
}
