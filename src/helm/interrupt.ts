import { Signal } from "../sim/signal.ts";
import type { Wait } from "../sim/wait.ts";

/** Whether the user has interrupted the process (Go's cancelled context). */
export class Interrupt {
  /** what is printed when it comes; undefined as long as the process would simply die of it */
  notice: string | undefined;
  cancelled = false;
  private readonly signal = new Signal("an interrupt");

  /** From now on the process handles an interrupt: it says this and cancels what it does. */
  arm(notice: string): void {
    this.notice = notice;
  }

  cancel(): void {
    this.cancelled = true;
    this.signal.emit();
  }

  /** A wait for the moment of cancellation. */
  get done(): Wait<void> {
    return this.signal.next();
  }
}
