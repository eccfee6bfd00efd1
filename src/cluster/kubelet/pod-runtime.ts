/** One start of a container in the container runtime. Times are virtual milliseconds. */
export interface Instance {
  /** 0 for the first start: the restart count */
  readonly attempt: number;
  readonly startedAt: number | undefined;
  readonly exit: Exit | undefined;
  /** its postStart hook is done, or it has none */
  readonly postStarted: boolean;
}

export interface Exit {
  readonly at: number;
  readonly code: number;
  readonly reason: string;
  readonly message: string | undefined;
}

export interface RuntimeSnapshot {
  readonly sandbox: "none" | "ready" | "stopped";
  /** by container name, the latest start last; the runtime keeps the one before it, too */
  readonly containers: ReadonlyMap<string, readonly Instance[]>;
}

export const isRunning = (
  instance: Instance | undefined,
): instance is Instance & { readonly startedAt: number } =>
  instance?.startedAt !== undefined && instance.exit === undefined;

export const latest = (snapshot: RuntimeSnapshot, name: string): Instance | undefined =>
  snapshot.containers.get(name)?.at(-1);

/** The newest end of a container: that of its latest start, or of the one before it while the latest still runs. */
export const latestExit = (snapshot: RuntimeSnapshot, name: string): Exit | undefined =>
  snapshot.containers.get(name)?.findLast(({ exit }) => exit !== undefined)?.exit;

const nothing: RuntimeSnapshot = { sandbox: "none", containers: new Map() };

/** What the container runtime holds for one pod; the kubelet sees it only when it looks. */
export class PodRuntime {
  private state = nothing;

  /** @param changed called after each change that a look would notice */
  constructor(private readonly changed: () => void) {}

  get snapshot(): RuntimeSnapshot {
    return this.state;
  }

  setSandbox(sandbox: RuntimeSnapshot["sandbox"]): void {
    if (this.state.sandbox === sandbox) return;
    this.state = { ...this.state, sandbox };
    this.changed();
  }

  /** Adds a new start of a container; all but the one before it are forgotten. */
  add(name: string, instance: Instance): void {
    const earlier = this.state.containers.get(name) ?? [];
    this.store(name, [...earlier.slice(-1), instance]);
  }

  /** Changes the latest start of a container. */
  change(name: string, change: Partial<Instance>): void {
    const instances = this.state.containers.get(name) ?? [];
    const last = instances.at(-1);
    if (last !== undefined) this.store(name, [...instances.slice(0, -1), { ...last, ...change }]);
  }

  /** The runtime removes the starts before the latest, and with them what `lastState` showed. */
  removeOld(): void {
    for (const [name, instances] of this.state.containers)
      if (instances.length > 1) this.store(name, instances.slice(-1));
  }

  private store(name: string, instances: readonly Instance[]): void {
    this.state = { ...this.state, containers: new Map(this.state.containers).set(name, instances) };
    this.changed();
  }
}
