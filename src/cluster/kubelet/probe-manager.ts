import type { ScheduledEvent } from "../../sim/event-queue.ts";
import type { Kernel } from "../../sim/kernel.ts";
import type { Process } from "../../sim/wait.ts";
import type { Container, Pod, Probe } from "../api/pod.ts";
import type { WallClock } from "../api/wall-clock.ts";
import type { Behaviour } from "../behaviour.ts";
import { type Instance, isRunning } from "./pod-runtime.ts";

type ProbeKind = "startup" | "readiness" | "liveness";

export interface ProbeHost {
  readonly kernel: Kernel;
  readonly clock: WallClock;
  /** does the work of one probe on a node that does other things, too */
  probe(): Process<void>;
  instanceOf(container: string): Instance | undefined;
  behaviourOf(container: string): Behaviour | undefined;
  /** the result of a probe changed: the status is to be written, and the pod to be looked at */
  changed(kind: ProbeKind, container: string, passed: boolean): void;
  /** a single probe failed */
  failed(kind: ProbeKind, container: Container): void;
}

/** The probe workers of one pod (pkg/kubelet/prober): one per container and probe, each with a clock of its own. */
export class ProbeManager {
  private readonly workers: ProbeWorker[] = [];
  private added = false;

  /** @param hostOf is asked once there is something to probe */
  constructor(private readonly hostOf: () => ProbeHost) {}

  /** Starts the workers, once, when the pod is set up. */
  add(pod: Pod): void {
    if (this.added) return;
    this.added = true;
    let host: ProbeHost | undefined;
    for (const container of [...(pod.spec.initContainers ?? []), ...pod.spec.containers])
      for (const kind of ["startup", "readiness", "liveness"] as const) {
        const probe = container[`${kind}Probe`];
        if (probe === undefined) continue;
        host ??= this.hostOf();
        this.workers.push(new ProbeWorker(host, this, container, kind, probe));
      }
  }

  hasStarted(container: Container): boolean {
    return this.result(container.name, "startup") ?? true;
  }

  isReady(container: Container): boolean {
    return this.result(container.name, "readiness") ?? true;
  }

  /** Liveness or startup has failed for good: the container is to be killed. */
  isToBeKilled(container: Container): ProbeKind | undefined {
    return this.workers.find((each) => each.container.name === container.name && each.failedForGood)?.kind;
  }

  /** Some container has a readiness probe that has not passed. */
  get awaitReadiness(): boolean {
    return this.workers.some(({ kind, passed }) => kind === "readiness" && !passed);
  }

  /** Lets a container that runs but is not ready be probed at once, as every look of the kubelet at the pod does. */
  poke(): void {
    for (const worker of this.workers) if (worker.kind === "readiness") worker.poke();
  }

  /** A container was started again: its probes begin anew. */
  restarted(container: string): void {
    for (const worker of this.workers) if (worker.container.name === container) worker.reset();
  }

  /** On termination only readiness goes on, if at all. */
  stop(kinds: readonly ProbeKind[]): void {
    for (const worker of this.workers) if (kinds.includes(worker.kind)) worker.stop();
  }

  private result(container: string, kind: ProbeKind): boolean | undefined {
    return this.workers.find((each) => each.kind === kind && each.container.name === container)?.passed;
  }
}

class ProbeWorker {
  passed: boolean;
  failedForGood = false;
  private origin: number;
  private next: ScheduledEvent | undefined;
  private streak = 0;
  private streakPassed: boolean | undefined;
  private stopped = false;
  private probing = false;
  private pokedMeanwhile = false;
  private readonly period: number;

  constructor(
    private readonly host: ProbeHost,
    private readonly manager: ProbeManager,
    readonly container: Container,
    readonly kind: ProbeKind,
    private readonly probe: Probe,
  ) {
    this.passed = kind === "liveness";
    this.period = (probe.periodSeconds ?? 10) * 1000;
    this.origin = host.kernel.now;
    this.schedule(0);
  }

  poke(): void {
    if (this.stopped || this.passed || !isRunning(this.host.instanceOf(this.container.name))) return;
    if (this.probing) {
      this.pokedMeanwhile = true;
      return;
    }
    this.origin = this.host.kernel.now;
    this.schedule(0);
  }

  reset(): void {
    this.passed = this.kind === "liveness";
    this.failedForGood = false;
    this.streak = 0;
    this.streakPassed = undefined;
    this.scheduleTick();
  }

  stop(): void {
    this.stopped = true;
    if (this.next !== undefined) this.host.kernel.cancel(this.next);
  }

  private schedule(delay: number): void {
    if (this.stopped) return;
    if (this.next !== undefined) this.host.kernel.cancel(this.next);
    this.next = this.host.kernel.schedule(delay, () => this.tick());
  }

  /** The next tick on this worker's own grid. */
  private scheduleTick(notBefore = this.host.kernel.now + 1): void {
    const ticks = Math.ceil((notBefore - this.origin) / this.period);
    this.schedule(this.origin + Math.max(ticks, 0) * this.period - this.host.kernel.now);
  }

  private tick(): void {
    this.next = undefined;
    const { host } = this;
    const instance = host.instanceOf(this.container.name);
    const behaviour = host.behaviourOf(this.container.name);
    if (!isRunning(instance) || behaviour === undefined || this.failedForGood) {
      this.scheduleTick();
      return;
    }
    const waits = this.secondsSinceStart(instance.startedAt) < (this.probe.initialDelaySeconds ?? 0);
    if (waits || (this.kind !== "startup" && !this.manager.hasStarted(this.container))) {
      this.scheduleTick();
      return;
    }
    if (this.kind === "startup" && this.passed) return;
    this.probing = true;
    host.kernel.spawn(
      `a ${this.kind} probe of ${this.container.name}`,
      this.probeOnce(instance, instance.startedAt, behaviour),
      {
        daemon: true,
      },
    );
  }

  /** One probe. The answer is that of the time at which it was asked. */
  private *probeOnce({ attempt }: Instance, startedAt: number, behaviour: Behaviour): Process<void> {
    const { host } = this;
    const passes = this.outcome(behaviour, host.kernel.now - startedAt);
    yield* host.probe();
    this.probing = false;
    if (this.stopped) return;
    const instance = host.instanceOf(this.container.name);
    if (instance?.attempt === attempt && isRunning(instance)) {
      if (!passes) host.failed(this.kind, this.container);
      this.count(passes);
    }
    const next = this.nextChange(behaviour, startedAt, passes);
    if (next !== undefined) this.scheduleTick(next);
    if (!this.pokedMeanwhile) return;
    this.pokedMeanwhile = false;
    this.poke();
  }

  /** Whole seconds, counted from the start as the status holds it: without its fraction of a second (prober/worker.go). */
  private secondsSinceStart(startedAt: number): number {
    const { kernel, clock } = this.host;
    const shown = Math.floor((clock.startedAt + startedAt) / 1000) * 1000 - clock.startedAt;
    return Math.floor((kernel.now - shown) / 1000);
  }

  private outcome(behaviour: Behaviour, elapsed: number): boolean {
    const from =
      this.kind === "startup" ? behaviour.startedAfter : this.kind === "readiness" ? behaviour.readyAfter : 0;
    const alive = behaviour.liveUntil === undefined || elapsed < behaviour.liveUntil;
    if (this.kind === "liveness") return alive;
    return from !== undefined && elapsed >= from && (alive || this.kind === "startup");
  }

  private count(passes: boolean): void {
    this.streak = this.streakPassed === passes ? this.streak + 1 : 1;
    this.streakPassed = passes;
    const threshold = passes ? (this.probe.successThreshold ?? 1) : (this.probe.failureThreshold ?? 3);
    if (this.streak < threshold) return;
    if (!passes && this.kind !== "readiness") {
      this.failedForGood = true;
      this.host.changed(this.kind, this.container.name, false);
    } else if (this.passed !== passes) {
      this.passed = passes;
      this.host.changed(this.kind, this.container.name, passes);
    }
  }

  /** The earliest time at which looking again can tell anything new: nothing runs while the answer cannot change. */
  private nextChange(behaviour: Behaviour, startedAt: number, passes: boolean): number | undefined {
    if (this.failedForGood) return undefined;
    const soon = this.host.kernel.now + 1;
    if (!passes || !this.passed) return soon;
    return behaviour.liveUntil === undefined ? undefined : Math.max(soon, startedAt + behaviour.liveUntil);
  }
}
