/**
 * When a kubelet looks at all its containers (pkg/kubelet/pleg/generic.go): a fixed grid in virtual time. Nothing runs
 * at these instants unless somebody waits for one.
 */
export class RelistClock {
  /** `period` and `phase` in milliseconds; the k-th look is at `phase + k * period` */
  constructor(
    private readonly period: number,
    private readonly phase: number,
  ) {}

  /** The first look at or after `time`. */
  next(time: number): number {
    return this.phase + Math.ceil((time - this.phase) / this.period) * this.period;
  }

  /** The last look at or before `time`. */
  last(time: number): number {
    return this.phase + Math.floor((time - this.phase) / this.period) * this.period;
  }
}
