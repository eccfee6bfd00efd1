import type { Random, RandomStream } from "../sim/random.ts";

/**
 * Streams by the template that is being executed, the function, and how often the function has been called in that
 * template: a call that is added in one template leaves what the others draw alone.
 */
export function randomPerCall(random: Random, template: () => string): (purpose: string) => RandomStream {
  const calls = new Map<string, number>();
  return (purpose) => {
    const name = template();
    const place = `${name}\0${purpose}`;
    const count = calls.get(place) ?? 0;
    calls.set(place, count + 1);
    return random.stream("template-function", name, purpose, count);
  };
}
