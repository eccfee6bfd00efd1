import type { Process, Wait } from "./wait.ts";

const nobody = (): void => {};

/** Tells everyone who waits at this moment; it remembers nothing. */
export class Signal<T = void> {
  /** made when somebody waits: of most signals nobody ever does */
  private listeners: ((value: T) => void)[] | undefined;

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
        if (this.listeners === undefined) this.listeners = [resume];
        else this.listeners.push(resume);
        const { listeners } = this;
        return () => {
          const at = listeners.indexOf(resume);
          // while they are told, they stay where they are
          if (at >= 0 && listeners !== this.listeners) listeners[at] = nobody;
          else if (at >= 0) listeners.splice(at, 1);
        };
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
