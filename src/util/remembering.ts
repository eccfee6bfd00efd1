/**
 * The same computation, done once for the same object as long as what stands beside it is the same, too. The pods of a
 * workload share the spec of its template, and the runs of one rendering share its manifests, and with them all that
 * Helm and the server make of them.
 */
export function remembering<K extends object, Beside extends readonly unknown[], R>(
  compute: (object: K, ...beside: Beside) => R,
): (object: K, ...beside: Beside) => R {
  const known = new WeakMap<K, { readonly beside: Beside; readonly result: R }>();
  return (object, ...beside) => {
    const last = known.get(object);
    if (last?.beside.every((each, i) => each === beside[i]) === true) return last.result;
    const result = compute(object, ...beside);
    known.set(object, { beside, result });
    return result;
  };
}
