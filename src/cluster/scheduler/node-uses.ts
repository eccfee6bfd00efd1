import { parseQuantity } from "../../util/quantity.ts";
import type { ApiServer } from "../api/api-server.ts";
import type { Node } from "../api/node.ts";
import { isFinished, type Pod } from "../api/pod.ts";
import { NodeRanking } from "./node-ranking.ts";
import type { NodeUse } from "./plugins/plugin.ts";
import { type Amounts, add, podRequests } from "./pod-requests.ts";

interface MutableUse extends NodeUse {
  node: Node;
  allocatable: Amounts;
  readonly pods: Map<string, Pod>;
  readonly averse: Map<string, Pod>;
  readonly used: Map<string, number>;
}

/** What every node has given away, kept up to date with each write of a pod or node. */
export class NodeUses {
  private readonly uses = new Map<string, MutableUse>();
  private readonly ranking = new NodeRanking<MutableUse>();
  private readonly objecting = new Set<NodeUse>();
  private inOrder: readonly NodeUse[] | undefined;

  constructor(api: ApiServer) {
    api.onWrite(({ type, object }) => {
      if (object.kind === "Node") this.nodeWritten(object as Node, type === "DELETED");
      else if (object.kind === "Pod") this.podWritten(object as Pod, type === "DELETED");
    });
  }

  /** In the order in which the nodes were made. */
  get all(): readonly NodeUse[] {
    this.inOrder ??= [...this.uses.values()];
    return this.inOrder;
  }

  /** The emptiest node first; of equal ones that which was made first. */
  get emptiestFirst(): readonly NodeUse[] {
    return this.ranking.items;
  }

  /** Those with pods that do not want others near. */
  get averse(): ReadonlySet<NodeUse> {
    return this.objecting;
  }

  private nodeWritten(node: Node, gone: boolean): void {
    const { name } = node.metadata;
    const known = this.uses.get(name);
    if (gone) {
      if (known === undefined) return;
      this.uses.delete(name);
      this.ranking.delete(known);
      this.objecting.delete(known);
      this.inOrder = undefined;
      return;
    }
    const allocatable = amounts(node.status.allocatable);
    if (known === undefined) {
      const use = { node, allocatable, pods: new Map(), averse: new Map(), used: new Map() };
      this.uses.set(name, use);
      this.ranking.set(use, emptiness(use));
      this.inOrder = undefined;
      return;
    }
    known.node = node;
    known.allocatable = allocatable;
    this.ranking.set(known, emptiness(known));
  }

  private podWritten(pod: Pod, gone: boolean): void {
    const use = this.uses.get(pod.spec.nodeName ?? "");
    if (use === undefined) return;
    const { uid } = pod.metadata;
    const takes = !gone && !isFinished(pod);
    const took = use.pods.has(uid);
    if (takes) use.pods.set(uid, pod);
    else use.pods.delete(uid);
    if (takes && pod.spec.affinity?.["podAntiAffinity"] !== undefined) use.averse.set(uid, pod);
    else use.averse.delete(uid);
    if (use.averse.size > 0) this.objecting.add(use);
    else this.objecting.delete(use);
    if (takes === took) return;
    add(use.used, podRequests(pod.spec), takes ? 1 : -1);
    this.ranking.set(use, emptiness(use));
  }
}

const amounts = (quantities: Readonly<Record<string, string>>): Amounts =>
  new Map(Object.entries(quantities).map(([name, quantity]) => [name, parseQuantity(quantity) ?? 0]));

/** How empty a node is: more is emptier. */
function emptiness({ allocatable, used, pods }: NodeUse): number {
  const share = (resource: string): number => {
    const total = allocatable.get(resource) ?? 0;
    return total === 0 ? 0 : (used.get(resource) ?? 0) / total;
  };
  return -(share("cpu") + share("memory")) * 1000 - pods.size;
}
