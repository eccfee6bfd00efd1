import type { Kernel } from "./kernel.ts";
import type { Process, Wait } from "./wait.ts";

export interface TaskOptions {
  /** may wait for ever without being part of a deadlock */
  readonly daemon?: boolean;
}

/** A running process. */
export class Task<T> {
  readonly daemon: boolean;
  finished = false;
  /** how the process failed, if it did */
  error: { readonly error: unknown } | undefined;
  /** someone waits for the end, so an error is theirs to handle */
  observed = false;
  private value: T | undefined;
  private waiting: Wait<unknown> | undefined;
  private cancelWait: (() => void) | undefined;
  /** made when somebody waits for the end: of most processes nobody does */
  private listeners: Set<() => void> | undefined;

  constructor(
    private readonly kernel: Kernel,
    readonly name: string,
    private readonly process: Process<T>,
    options: TaskOptions,
  ) {
    this.daemon = options.daemon ?? false;
  }

  /** What it waits for now, in words. */
  get waitsFor(): string | undefined {
    return this.waiting?.description;
  }

  start(): void {
    if (!this.finished) this.advance(undefined);
  }

  /** Ends the process where it waits; its `finally` blocks run, but must not wait. */
  cancel(): void {
    if (this.finished) return;
    this.cancelWait?.();
    this.cancelWait = undefined;
    this.process.return?.();
    this.finish();
  }

  /** The result of a finished process; throws what it threw. */
  result(): T {
    if (this.error !== undefined) throw this.error.error;
    return this.value as T;
  }

  /** A wait for the end of this process; the result is read with `result()`. */
  get done(): Wait<void> {
    return {
      description: `${this.name} to end`,
      subscribe: (_kernel, resume) => {
        this.observed = true;
        if (this.finished) {
          resume();
          return () => {};
        }
        this.listeners ??= new Set();
        this.listeners.add(resume);
        return () => this.listeners?.delete(resume);
      },
    };
  }

  /**
   * Resumes the generator until it really waits. A wait that is over at once resumes in this loop and not by
   * recursion, so that a thousand of them need no deep stack.
   */
  private advance(value: unknown): void {
    let input = value;
    for (;;) {
      let step: IteratorResult<Wait<unknown>, T>;
      try {
        step = this.process.next(input);
      } catch (error) {
        this.error = { error };
        this.finish();
        return;
      }
      if (step.done === true) {
        this.value = step.value;
        this.finish();
        return;
      }
      let over = false;
      let inside = true;
      this.waiting = step.value;
      const cancel = step.value.subscribe(this.kernel, (result) => {
        if (inside) {
          over = true;
          input = result;
        } else {
          this.cancelWait = undefined;
          this.advance(result);
        }
      });
      inside = false;
      if (!over) {
        this.cancelWait = cancel;
        return;
      }
    }
  }

  private finish(): void {
    this.finished = true;
    this.waiting = undefined;
    const { listeners } = this;
    this.listeners = undefined;
    this.kernel.settle(this as Task<unknown>);
    for (const listener of listeners ?? []) listener();
  }
}
