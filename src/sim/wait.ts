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
export type Process<T> = Generator<Wait<unknown>, T, unknown>;

/** Waits for one thing and gives its (typed) value. */
export function* wait<T>(what: Wait<T>): Process<T> {
  return (yield what as Wait<unknown>) as T;
}

/** Waits for `milliseconds` of virtual time. */
export const sleep = (milliseconds: number): Process<void> => wait(timer(milliseconds));

/** A wait that ends after `milliseconds` of virtual time. */
export const timer = (milliseconds: number): Wait<void> => ({
  description: `${milliseconds} ms to pass`,
  subscribe(kernel, resume) {
    const event = kernel.schedule(milliseconds, () => resume());
    return () => kernel.cancel(event);
  },
});

/** Waits for whichever comes first; the result names it by its key. Earlier keys win a tie. */
export function* firstOf<W extends Record<string, Wait<unknown>>>(waits: W): Process<FirstOf<W>> {
  const entries = Object.entries(waits);
  const description = entries.map(([, each]) => each.description).join(", or ");
  return (yield {
    description,
    subscribe(kernel, resume) {
      let done = false;
      const cancels: (() => void)[] = [];
      const finish = (key: string, value: unknown): void => {
        if (done) return;
        done = true;
        for (const cancel of cancels) cancel();
        resume({ key, value });
      };
      for (const [key, each] of entries) {
        if (done) break;
        cancels.push(each.subscribe(kernel, (value) => finish(key, value)));
      }
      if (done) for (const cancel of cancels) cancel();
      return () => {
        done = true;
        for (const cancel of cancels) cancel();
      };
    },
  } satisfies Wait<unknown>) as FirstOf<W>;
}

type FirstOf<W> = { [K in keyof W]: { key: K; value: W[K] extends Wait<infer T> ? T : never } }[keyof W];
