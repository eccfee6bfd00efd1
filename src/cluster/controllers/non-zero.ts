/** The counters of a status as they are stored: without those that are zero. */
export function nonZero<K extends string>(
  counters: Readonly<Record<K, number>>,
): { readonly [key in K]?: number } {
  const counted: { [key in K]?: number } = {};
  for (const name in counters) if (counters[name] !== 0) counted[name] = counters[name];
  return counted;
}
