import { Signal } from "../../sim/signal.ts";
import { type Process, sleep, wait } from "../../sim/wait.ts";

/**
 * What a node can do at the same time: so many pieces of work, and the others wait their turn. It is why twelve pods on a
 * small node take longer to start than one.
 */
export class WorkSlots {
  private readonly waiting: Signal[] = [];

  constructor(private free: number) {}

  /** Takes a slot for `milliseconds`, in the order of asking. */
  *use(milliseconds: number): Process<void> {
    if (milliseconds === 0) return;
    if (this.free > 0) this.free--;
    else {
      const turn = new Signal("its turn on a busy node");
      this.waiting.push(turn);
      let came = false;
      try {
        yield* wait(turn.next());
        came = true;
      } finally {
        if (!came) this.forget(turn);
      }
    }
    try {
      yield* sleep(milliseconds);
    } finally {
      this.release();
    }
  }

  private release(): void {
    const next = this.waiting.shift();
    if (next === undefined) this.free++;
    else next.emit();
  }

  /** A pod that is deleted while it waits gives up its place. */
  private forget(turn: Signal): void {
    const index = this.waiting.indexOf(turn);
    if (index >= 0) this.waiting.splice(index, 1);
    else this.release();
  }
}
