import type { Process, Wait } from "./wait.ts";

/** Tells everyone who waits at this moment; it remembers nothing. */
export class Signal<T = void> {
  /** made when somebody waits: of most signals nobody ever does */
  private listeners: Set<(value: T) => void> | undefined;

  constructor(private readonly description: string) {}

  emit(value: T): void {
    const waiting = this.listeners;
    if (waiting === undefined) return;
    this.listeners = undefined;
    for (const listener of waiting) listener(value);
  }

  /** A wait for the next `emit`. */
  next(description = this.description): Wait<T> {
    return {
      description,
      subscribe: (_kernel, resume) => {
        const listeners = this.listeners ?? new Set();
        this.listeners = listeners.add(resume);
        return () => listeners.delete(resume);
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
    yield signal.next(description) as Wait<unknown>;
  }
}
