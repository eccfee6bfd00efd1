import { parseQuantity } from "../../util/quantity.ts";
import type { ApiServer } from "../api/api-server.ts";
import type { Node } from "../api/node.ts";
import { keyOf } from "../api/object.ts";
import { isFinished, type Pod } from "../api/pod.ts";
import type { NodeUse } from "./plugins/plugin.ts";
import { add, podRequests } from "./pod-requests.ts";

interface MutableUse extends NodeUse {
  node: Node;
  readonly pods: Map<string, Pod>;
  readonly averse: Map<string, Pod>;
  readonly used: Map<string, number>;
}

/** What every node has given away, kept up to date with each write of a pod or node. */
export class NodeUses {
  private readonly uses = new Map<string, MutableUse>();

  constructor(api: ApiServer) {
    api.onWrite(({ type, object }) => {
      if (object.kind === "Node") this.nodeWritten(object as Node, type === "DELETED");
      else if (object.kind === "Pod") this.podWritten(object as Pod, type === "DELETED");
    });
  }

  /** In the order in which the nodes were made. */
  get all(): readonly NodeUse[] {
    return [...this.uses.values()];
  }

  private nodeWritten(node: Node, gone: boolean): void {
    const use = this.uses.get(node.metadata.name);
    if (gone) this.uses.delete(node.metadata.name);
    else if (use === undefined)
      this.uses.set(node.metadata.name, { node, pods: new Map(), averse: new Map(), used: new Map() });
    else use.node = node;
  }

  private podWritten(pod: Pod, gone: boolean): void {
    const use = this.uses.get(pod.spec.nodeName ?? "");
    if (use === undefined) return;
    const key = keyOf(pod);
    const takes = !gone && !isFinished(pod);
    const took = use.pods.has(key);
    if (takes) use.pods.set(key, pod);
    else use.pods.delete(key);
    if (takes && pod.spec.affinity?.["podAntiAffinity"] !== undefined) use.averse.set(key, pod);
    else use.averse.delete(key);
    if (takes !== took) add(use.used, podRequests(pod.spec), takes ? 1 : -1);
  }
}

/** How empty a node is: more is emptier. */
export function emptiness({ node, used, pods }: NodeUse): number {
  const share = (resource: string): number => {
    const total = parseQuantity(node.status.allocatable[resource] ?? "0") ?? 0;
    return total === 0 ? 0 : (used.get(resource) ?? 0) / total;
  };
  return -(share("cpu") + share("memory")) * 1000 - pods.size;
}
