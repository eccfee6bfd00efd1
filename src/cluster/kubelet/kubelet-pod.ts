import { Signal } from "../../sim/signal.ts";
import { refOf } from "../api/object.ts";
import type { Container, ContainerStatus, Pod, PodStatus } from "../api/pod.ts";
import type { Behaviour } from "../behaviour.ts";
import type { ClusterContext } from "../cluster.ts";
import type { NodeLink } from "../node-links.ts";
import { Backoff } from "./backoff.ts";
import type { ImageManager, StartError } from "./image-manager.ts";
import { type Instance, isRunning, latest, PodRuntime, type RuntimeSnapshot } from "./pod-runtime.ts";
import { podStatus, type Verdict } from "./pod-status.ts";
import { probeFailure } from "./probe-failure.ts";
import { type ProbeHost, ProbeManager } from "./probe-manager.ts";
import type { RelistClock } from "./relist-clock.ts";
import { StatusWriter } from "./status-writer.ts";
import type { WorkSlots } from "./work-slots.ts";

/** What a node gives to the pods on it. */
export interface NodeServices {
  readonly context: ClusterContext;
  readonly name: string;
  readonly ip: string;
  readonly clock: RelistClock;
  readonly images: ImageManager;
  readonly slots: WorkSlots;
  readonly link: NodeLink;
  /** `Job/migrate`: what a pod belongs to in the end */
  workloadOf(pod: Pod): string;
  /** which pod of its Job (and index) this is, from 1; 1 for all others */
  ordinalOf(pod: Pod): number;
  nextPodIp(): string;
}

/** What most pods never have more of, shared by them all. */
const noReasons: ReadonlyMap<string, StartError> = new Map();
const nobody: readonly string[] = [];
const idle = (): void => {};

/** A kubelet's memory of one pod. */
export class KubeletPod {
  readonly runtime: PodRuntime;
  /** what the kubelet saw when it last looked, and when that was */
  observed: RuntimeSnapshot;
  observedAt = Number.NEGATIVE_INFINITY;
  /** why containers wait, as of the last attempt to start them */
  reasons: ReadonlyMap<string, StartError> = noReasons;
  readonly restarts = new Backoff(10_000, 300_000);
  readonly probes: ProbeManager;
  readonly status: StatusWriter;
  readonly behaviours = new Map<string, Behaviour>();
  /** told of every exit of a container */
  readonly exits = new Signal<string>("a container to exit");
  /** told after every look at the runtime */
  readonly looked = new Signal("a look at the runtime");
  readonly ip: string;
  readonly workload: string;
  readonly ordinal: number;
  /** what the kubelet has decided about the pod as a whole: evicted, or past its deadline */
  verdict: Verdict | undefined;
  /** the grace period in milliseconds where it is not the pod's own */
  graceOverride: number | undefined;
  /** no container of it runs any more, and none will */
  stopped = false;
  /** asks the worker for another look at the pod */
  poke: () => void = idle;
  /** asks whether the pod can be removed from the API server */
  onStatusSent: () => void = idle;
  private relist = false;
  /** containers of which the next sync tells more, and those of which one has */
  private toIdentify: readonly string[] = nobody;
  private identified: readonly string[] = nobody;

  constructor(
    readonly node: NodeServices,
    public pod: Pod,
  ) {
    const { context } = node;
    this.ip = node.nextPodIp();
    this.workload = node.workloadOf(pod);
    this.ordinal = node.ordinalOf(pod);
    this.runtime = new PodRuntime(() => this.lookAtNextRelist());
    this.observed = this.runtime.snapshot;
    this.status = new StatusWriter(
      context,
      node.link,
      pod.metadata.uid,
      refOf(pod),
      () => !this.stopped,
      () => this.onStatusSent(),
    );
    this.probes = new ProbeManager(() => this.probeHost());
  }

  get context(): ClusterContext {
    return this.node.context;
  }

  private probeHost(): ProbeHost {
    const { context, node } = this;
    return {
      kernel: context.kernel,
      clock: context.clock,
      probe: () => node.slots.use(context.latency.probe),
      instanceOf: (name) => latest(this.runtime.snapshot, name),
      behaviourOf: (name) => this.behaviours.get(name),
      changed: (kind, name, passed) => {
        if (passed) this.toIdentify = [...this.toIdentify, name];
        if (kind === "readiness") this.writeStatus();
        else if (kind === "startup" && passed) this.markStarted(name);
        this.poke();
      },
      failed: (kind, container) => {
        const probe = container[`${kind}Probe`];
        const what = `${kind[0]?.toUpperCase()}${kind.slice(1)} probe failed`;
        const why = probe === undefined ? "" : probeFailure(probe, container, this.ip);
        this.record("Warning", "Unhealthy", `${what}: ${why}`, container.name);
      },
    };
  }

  /** The kubelet looks at the runtime now. */
  look(): void {
    this.observed = this.runtime.snapshot;
    this.observedAt = this.context.kernel.now;
    this.looked.emit();
  }

  /**
   * A look right after a container's start does not tell all of it: the status of the sync that follows a passed probe
   * says more, and is one more write. (So recordings show it, in two cases of three.)
   */
  identifyProbed(): void {
    if (!this.context.rules.relistOnDemand) return;
    if (this.toIdentify.length === 0) return;
    this.identified = [...this.identified, ...this.toIdentify];
    this.toIdentify = nobody;
  }

  /** The status as of the last look. */
  generateStatus(terminal = false): PodStatus {
    const { context, pod } = this;
    const stored = context.api.get<Pod>(refOf(pod));
    const base = stored?.metadata.uid === pod.metadata.uid ? { ...pod, status: stored.status } : pod;
    return podStatus({
      pod: base,
      seen: this.observed,
      terminal,
      reasons: this.reasons,
      started: (container) => this.hasStarted(container),
      ready: (container) => this.probes.isReady(container),
      identified: ({ name }) => this.identified.includes(name),
      rules: context.rules,
      startedAt: context.clock.startedAt,
      now: context.clock.timestamp(),
      ips: { host: this.node.ip, pod: this.ip },
      verdict: this.verdict,
    });
  }

  writeStatus(terminal = false): void {
    this.status.set(this.generateStatus(terminal));
  }

  /** A container counts as started once its postStart hook is done and its startup probe has passed. */
  hasStarted(container: Container): boolean {
    const instance = latest(this.observed, container.name);
    return isRunning(instance) && instance.postStarted && this.probes.hasStarted(container);
  }

  /** Why a container waits; undefined if it does not. */
  setReason(container: string, reason: StartError | undefined): void {
    if (reason === undefined && !this.reasons.has(container)) return;
    const reasons = new Map(this.reasons);
    if (reason === undefined) reasons.delete(container);
    else reasons.set(container, reason);
    this.reasons = reasons;
  }

  /** A passed startup probe is written at once, and alone: readiness follows with the next look. */
  private markStarted(name: string): void {
    const { current } = this.status;
    if (current === undefined) return;
    const mark = (statuses: readonly ContainerStatus[] = []): readonly ContainerStatus[] =>
      statuses.map((each) => (each.name === name ? { ...each, started: true } : each));
    this.status.set({
      ...current,
      ...(current.initContainerStatuses === undefined
        ? {}
        : { initContainerStatuses: mark(current.initContainerStatuses) }),
      containerStatuses: mark(current.containerStatuses),
    });
  }

  /** `fieldPath` as events name a container of this pod. */
  fieldPath(container: string): string {
    const isInit = this.pod.spec.initContainers?.some((each) => each.name === container) ?? false;
    return `spec.${isInit ? "initContainers" : "containers"}{${container}}`;
  }

  record(type: "Normal" | "Warning", reason: string, message: string, container?: string): void {
    const fieldPath = container === undefined ? undefined : this.fieldPath(container);
    const { pod, context, node } = this;
    node.link.through(() => context.events.record("kubelet", pod, type, reason, message, fieldPath));
  }

  instance(container: string): Instance | undefined {
    return latest(this.runtime.snapshot, container);
  }

  /**
   * What the runtime does unasked (a container exits) is noticed when the kubelet looks at everything. It then also looks
   * again at what an earlier look at this pod alone has told already; nothing but a readiness probe can come of that.
   */
  private lookAtNextRelist(): void {
    if (this.relist) return;
    this.relist = true;
    const { kernel } = this.context;
    kernel.schedule(this.node.clock.next(kernel.now) - kernel.now, () => {
      this.relist = false;
      if (this.observed === this.runtime.snapshot && !this.probes.awaitReadiness) return;
      this.look();
      this.poke();
    });
  }
}
