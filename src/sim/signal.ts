import { type Process, type Wait, wait } from "./wait.ts";

/** Tells everyone who waits at this moment; it remembers nothing. */
export class Signal<T = void> {
  private listeners = new Set<(value: T) => void>();

  constructor(private readonly description: string) {}

  emit(value: T): void {
    if (this.listeners.size === 0) return;
    const waiting = this.listeners;
    this.listeners = new Set();
    for (const listener of waiting) listener(value);
  }

  /** A wait for the next `emit`. */
  next(description = this.description): Wait<T> {
    return {
      description,
      subscribe: (_kernel, resume) => {
        this.listeners.add(resume);
        return () => this.listeners.delete(resume);
      },
    };
  }
}

/** Waits until `condition` gives something other than undefined, looking again at every `signal`. */
export function* until<T, S>(
  condition: () => T | undefined,
  signal: Signal<S>,
  description: string,
): Process<T> {
  for (;;) {
    const value = condition();
    if (value !== undefined) return value;
    yield* wait(signal.next(description));
  }
}
