import type { Kernel } from "../../sim/kernel.ts";

/**
 * The calls that one controller may make: thirty at once, then twenty a second, as the kube-controller-manager's clients
 * are limited by default. Large rollouts are spread out by it.
 */
export class ClientBudget {
  private calls: number;
  private counted = 0;

  constructor(
    private readonly kernel: Kernel,
    private readonly limits = { perSecond: 20, burst: 30 },
  ) {
    this.calls = limits.burst;
  }

  /** Calls that may be made now. */
  get available(): number {
    return Math.max(0, Math.floor(this.refilled()));
  }

  /** Makes calls; those that are made beyond the budget have to be waited for later. */
  spend(calls: number): void {
    this.calls = this.refilled() - calls;
  }

  /** Milliseconds until that many calls may be made. */
  waitFor(calls: number): number {
    return Math.max(0, Math.ceil(((calls - this.refilled()) * 1000) / this.limits.perSecond));
  }

  private refilled(): number {
    const { now } = this.kernel;
    this.calls = Math.min(
      this.limits.burst,
      this.calls + ((now - this.counted) * this.limits.perSecond) / 1000,
    );
    this.counted = now;
    return this.calls;
  }
}
