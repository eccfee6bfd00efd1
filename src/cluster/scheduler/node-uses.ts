import { parseQuantity } from "../../util/quantity.ts";
import type { ApiServer } from "../api/api-server.ts";
import type { Node } from "../api/node.ts";
import { isFinished, type Pod } from "../api/pod.ts";
import type { NodeUse } from "./filters.ts";
import { add, podRequests } from "./pod-requests.ts";

interface MutableUse extends NodeUse {
  node: Node;
  pods: number;
  readonly used: Map<string, number>;
}

/** What every node has given away, kept up to date with each write of a pod or node. */
export class NodeUses {
  private readonly uses = new Map<string, MutableUse>();

  constructor(api: ApiServer) {
    api.onWrite(({ type, object, old }) => {
      if (object.kind === "Node") this.nodeWritten(object as Node, type === "DELETED");
      else if (object.kind === "Pod") {
        const before = old as Pod | undefined;
        const after = object as Pod;
        const took = before !== undefined && takes(before);
        const isTaking = type !== "DELETED" && takes(after);
        if (took !== isTaking) this.change(after, isTaking ? 1 : -1);
      }
    });
  }

  get size(): number {
    return this.uses.size;
  }

  /** In the order in which the nodes were made. */
  values(): Iterable<NodeUse> {
    return this.uses.values();
  }

  /** The share of a node's resource that is given away, 0 to 1 and beyond. */
  static share({ node, used }: NodeUse, resource: string): number {
    const total = parseQuantity(node.status.allocatable[resource] ?? "0") ?? 0;
    return total === 0 ? 0 : (used.get(resource) ?? 0) / total;
  }

  private nodeWritten(node: Node, gone: boolean): void {
    const use = this.uses.get(node.metadata.name);
    if (gone) this.uses.delete(node.metadata.name);
    else if (use === undefined) this.uses.set(node.metadata.name, { node, pods: 0, used: new Map() });
    else use.node = node;
  }

  private change(pod: Pod, direction: 1 | -1): void {
    const use = this.uses.get(pod.spec.nodeName ?? "");
    if (use === undefined) return;
    use.pods += direction;
    add(use.used, podRequests(pod.spec), direction);
  }
}

const takes = (pod: Pod): boolean => pod.spec.nodeName !== undefined && !isFinished(pod);
