import type { ScheduledEvent } from "../../sim/event-queue.ts";
import { Signal } from "../../sim/signal.ts";
import { firstOf, type Process, timer, wait } from "../../sim/wait.ts";
import type { Pod } from "../api/pod.ts";
import type { KubeletPod } from "./kubelet-pod.ts";
import type { Verdict } from "./pod-status.ts";
import { type SyncResult, syncPod } from "./sync-pod.ts";
import { removeFromServer, syncTerminatedPod, syncTerminatingPod } from "./terminate-pod.ts";

/** The kubelet serves retries once a second. */
const tick = 1000;

/**
 * The life of one pod on its node (pkg/kubelet/pod_workers.go): looked at whenever something asks for it, torn down when
 * it has ended or is deleted, then cleaned up. Before each look but the first, the runtime must have been looked at since
 * the last one, which is what makes every step of a pod's end wait for the next relist.
 */
export class PodWorker {
  private asked = true;
  private deleted = false;
  private evicted = false;
  private cleanedUp = false;
  private retry: ScheduledEvent | undefined;
  private lastSync = Number.NEGATIVE_INFINITY;
  private readonly woken = new Signal("something to do");
  /** the pod is to go, whatever is being done for it */
  private readonly ending = new Signal("the pod's end");

  constructor(private readonly kubeletPod: KubeletPod) {
    // named first, here and where else a function is kept: docs/performance.md tells why
    const poke = (): void => this.poke();
    kubeletPod.poke = poke;
  }

  /** The pod was changed at the API server. */
  update(pod: Pod): void {
    const before = this.kubeletPod.pod;
    this.kubeletPod.pod = pod;
    if (pod.metadata.deletionTimestamp !== undefined) {
      if (this.cleanedUp) removeFromServer(this.kubeletPod);
      else if (before.metadata.deletionTimestamp === undefined) {
        const { kernel, latency } = this.kubeletPod.context;
        kernel.schedule(latency.kubelet, () => {
          this.deleted = true;
          this.ending.emit();
          this.poke();
        });
      }
    } else if (pod.metadata.generation !== before.metadata.generation) this.poke();
  }

  /** The pod fails for what `verdict` says, and is stopped within `grace` milliseconds (KillPodOptions with Evict). */
  evict(verdict: Verdict, grace: number): void {
    this.kubeletPod.verdict = verdict;
    this.kubeletPod.graceOverride = grace;
    this.evicted = true;
    this.ending.emit();
    this.poke();
  }

  *run(): Process<void> {
    this.watchDeadline();
    let terminal = false;
    while (!terminal) {
      yield* this.nextLook();
      if (this.deleted || this.evicted) break;
      terminal = yield* this.sync();
      this.lastSync = this.kubeletPod.context.kernel.now;
    }
    if (terminal) yield* this.freshLook();
    yield* syncTerminatingPod(this.kubeletPod);
    this.lastSync = this.kubeletPod.context.kernel.now;
    yield* this.freshLook();
    yield* syncTerminatedPod(this.kubeletPod);
    this.cleanedUp = true;
  }

  /** A pod with activeDeadlineSeconds fails at the first tick past them, counted from its start in whole seconds. */
  private watchDeadline(): void {
    const { pod, context } = this.kubeletPod;
    const { activeDeadlineSeconds } = pod.spec;
    if (activeDeadlineSeconds === undefined) return;
    const started = Math.floor(context.clock.milliseconds / 1000) * 1000 - context.clock.startedAt;
    const due = Math.ceil((started + activeDeadlineSeconds * 1000) / tick) * tick;
    context.kernel.schedule(due - context.kernel.now, () => {
      if (this.kubeletPod.stopped || this.deleted) return;
      const message = "Pod was active on the node longer than the specified deadline";
      this.kubeletPod.record("Normal", "DeadlineExceeded", message);
      this.kubeletPod.verdict = { reason: "DeadlineExceeded", message };
      this.poke();
    });
  }

  private poke(): void {
    this.asked = true;
    this.woken.emit();
  }

  /** Waits until somebody asks, and until the runtime was looked at since the last time. */
  private *nextLook(): Process<void> {
    while (!this.asked) yield* wait(this.woken.next());
    this.asked = false;
    if (this.kubeletPod.observedAt <= this.lastSync) yield* this.freshLook();
  }

  private *freshLook(): Process<void> {
    const { kubeletPod, lastSync } = this;
    const { node, context, looked } = kubeletPod;
    const { kernel } = context;
    if (kubeletPod.observedAt > lastSync) return;
    if (node.clock.last(kernel.now) <= lastSync)
      yield* firstOf({ relist: timer(node.clock.next(lastSync + 1) - kernel.now), look: looked.next() });
    if (kubeletPod.observedAt <= lastSync) kubeletPod.look();
  }

  /** One look, given up when the pod is to go meanwhile; tells whether the pod has ended. */
  private *sync(): Process<boolean> {
    const { context, pod } = this.kubeletPod;
    const task = context.kernel.spawn(
      `the kubelet's look at ${pod.metadata.name}`,
      syncPod(this.kubeletPod),
      { daemon: true },
    );
    const first = yield* firstOf({ done: task.done, ending: this.ending.next() });
    if (first.key === "ending") {
      task.cancel();
      return false;
    }
    const result: SyncResult = task.result();
    if (result.acted && context.rules.relistOnDemand) this.lookOnDemand();
    this.retryIn(result.retryIn);
    return result.terminal;
  }

  /** A look at this pod alone, right after something was done to it. */
  private lookOnDemand(): void {
    this.kubeletPod.context.kernel.schedule(1, () => {
      if (this.kubeletPod.observed === this.kubeletPod.runtime.snapshot) return;
      this.kubeletPod.look();
      this.poke();
    });
  }

  /** The end of each look sets when the next one comes unasked; what an earlier one had set is void. */
  private retryIn(delay: number | undefined): void {
    const { kernel } = this.kubeletPod.context;
    if (this.retry !== undefined) kernel.cancel(this.retry);
    if (delay === undefined) return;
    const due = Math.ceil((kernel.now + delay) / tick) * tick;
    this.retry = kernel.schedule(due - kernel.now, () => this.poke());
  }
}
