/** An event without its random parts: `Normal Created Pod/web-<id>: Container created`. */
type PlainEvent = string;

/**
 * Of all pairs of kinds of events about the same object, how many first occur in the same order in both runs. Kinds that
 * only one of them has do not count.
 */
export function eventOrder(
  recorded: readonly PlainEvent[],
  simulated: readonly PlainEvent[],
): { same: number; of: number } {
  const others = kindsByObject(simulated);
  let same = 0;
  let of = 0;
  for (const [object, kinds] of kindsByObject(recorded)) {
    const found = [...(others.get(object) ?? [])];
    const places = [...kinds].map((kind) => found.indexOf(kind)).filter((place) => place >= 0);
    places.forEach((place, i) => {
      for (const later of places.slice(i + 1)) {
        of++;
        if (place < later) same++;
      }
    });
  }
  return { same, of };
}

/** The different events about each object, in the order in which they first occur. */
function kindsByObject(events: readonly PlainEvent[]): ReadonlyMap<string, ReadonlySet<PlainEvent>> {
  const kinds = new Map<string, Set<PlainEvent>>();
  for (const event of events) {
    const object = /^\S+ \S+ (\S+?):/.exec(event)?.[1] ?? "";
    const own = kinds.get(object) ?? new Set();
    kinds.set(object, own.add(event));
  }
  return kinds;
}
