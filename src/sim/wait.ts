import type { Kernel } from "./kernel.ts";

/**
 * Something a process can wait for. `subscribe` arranges that `resume` is called once, from the event queue or from
 * the code that makes the condition true; it returns how to give up waiting. `description` is what a deadlock
 * report says about it.
 */
export interface Wait<T> {
  readonly description: string;
  subscribe(kernel: Kernel, resume: (value: T) => void): () => void;
}

/**
 * A sequential actor: a generator that yields what it waits for and is resumed with the result. Actors call each other
 * with `yield*`, so code reads top to bottom like the real client's.
 */
export interface Process<T> extends Iterator<Wait<unknown>, T, unknown> {
  [Symbol.iterator](): Process<T>;
}

/** Waits for one thing and gives its (typed) value. */
export const wait = <T>(what: Wait<T>): Process<T> => new SingleWait(what);

/** What a generator would be that yields once, without the frame of one: a process does hardly anything but wait. */
class SingleWait<T> implements Process<T> {
  private begun = false;

  constructor(private readonly what: Wait<T>) {}

  [Symbol.iterator](): Process<T> {
    return this;
  }

  next(value?: unknown): IteratorResult<Wait<unknown>, T> {
    if (this.begun) return { done: true, value: value as T };
    this.begun = true;
    return { done: false, value: this.what as Wait<unknown> };
  }
}

/** Waits for `milliseconds` of virtual time. */
export const sleep = (milliseconds: number): Process<void> => wait(timer(milliseconds));

/** A wait that ends after `milliseconds` of virtual time. */
export const timer = (milliseconds: number): Wait<void> => new Timer(milliseconds);

class Timer implements Wait<void> {
  constructor(private readonly milliseconds: number) {}

  get description(): string {
    return `${this.milliseconds} ms to pass`;
  }

  subscribe(kernel: Kernel, resume: () => void): () => void {
    const event = kernel.schedule(this.milliseconds, resume);
    return () => kernel.cancel(event);
  }
}

/** Waits for whichever comes first; the result names it by its key. Earlier keys win a tie. */
export const firstOf = <W extends Record<string, Wait<unknown>>>(waits: W): Process<FirstOf<W>> =>
  wait(new FirstWait(waits));

class FirstWait<W extends Record<string, Wait<unknown>>> implements Wait<FirstOf<W>> {
  constructor(private readonly waits: W) {}

  get description(): string {
    return Object.values(this.waits)
      .map((each) => each.description)
      .join(", or ");
  }

  subscribe(kernel: Kernel, resume: (value: FirstOf<W>) => void): () => void {
    let done = false;
    const cancels: (() => void)[] = [];
    const giveUp = (): void => {
      done = true;
      for (const cancel of cancels) cancel();
    };
    for (const key in this.waits) {
      const cancel = this.waits[key]?.subscribe(kernel, (value) => {
        if (done) return;
        giveUp();
        resume({ key, value } as FirstOf<W>);
      });
      if (cancel === undefined) continue;
      cancels.push(cancel);
      if (done) {
        cancel();
        break;
      }
    }
    return giveUp;
  }
}

type FirstOf<W> = { [K in keyof W]: { key: K; value: W[K] extends Wait<infer T> ? T : never } }[keyof W];
