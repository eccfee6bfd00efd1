import type { Kernel } from "../sim/kernel.ts";
import type { Random } from "../sim/random.ts";
import { nextTick } from "./periodic.ts";

/** A kubelet tells that it is alive this often, milliseconds: its lease and, at the same times, its node's status. */
const heartbeat = 10_000;

/** A kubelet's connection to the API server. While it is cut nothing reaches the kubelet, and nothing comes from it. */
export class NodeLink {
  private held: (() => void)[] = [];
  private lastHeard: number | undefined;

  constructor(
    private readonly kernel: Kernel,
    private readonly phase: number,
  ) {}

  get isUp(): boolean {
    return this.lastHeard === undefined;
  }

  /** When the kubelet was last heard of, virtual milliseconds. */
  get heartbeat(): number {
    return this.lastHeard ?? nextTick(this.kernel.now + 1, heartbeat, this.phase) - heartbeat;
  }

  /** When the kubelet will try again. */
  get nextHeartbeat(): number {
    return nextTick(this.kernel.now, heartbeat, this.phase);
  }

  /** Does `action` now or, if the connection is cut, as soon as it is back; in the order of the calls. */
  through(action: () => void): void {
    if (this.isUp) action();
    else this.held.push(action);
  }

  cut(): void {
    this.lastHeard ??= this.heartbeat;
  }

  restore(): void {
    this.lastHeard = undefined;
    const held = this.held;
    this.held = [];
    for (const action of held) action();
  }
}

/**
 * The connections of all kubelets. Real kubelets renew a lease every ten seconds; these writes are left out, as they
 * would be most of all that happens, and whoever needs to know when a node was last heard of asks here.
 */
export class NodeLinks {
  private readonly links = new Map<string, NodeLink>();
  private readonly listeners: ((node: string, link: NodeLink) => void)[] = [];

  constructor(
    private readonly kernel: Kernel,
    private readonly random: Random,
  ) {}

  of(node: string): NodeLink {
    const known = this.links.get(node);
    if (known !== undefined) return known;
    const link = new NodeLink(this.kernel, this.random.stream("heartbeat", node).below(heartbeat));
    this.links.set(node, link);
    return link;
  }

  /** From now on the node cannot be reached; what runs there goes on. */
  cut(node: string): void {
    const link = this.of(node);
    if (!link.isUp) return;
    link.cut();
    this.tell(node, link);
  }

  /** The node can be reached again; its kubelet notices at its next heartbeat. */
  restore(node: string): void {
    const link = this.of(node);
    this.kernel.schedule(link.nextHeartbeat - this.kernel.now, () => {
      if (link.isUp) return;
      link.restore();
      this.tell(node, link);
    });
  }

  /** Tells `listener` of each connection that is cut or back. */
  onChange(listener: (node: string, link: NodeLink) => void): void {
    this.listeners.push(listener);
  }

  private tell(node: string, link: NodeLink): void {
    for (const listener of this.listeners) listener(node, link);
  }
}
