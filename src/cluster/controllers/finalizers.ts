import type { KubeObject } from "../api/object.ts";

/** An object without one of its finalizers; the same object if it does not have it. */
export function withoutFinalizer<T extends KubeObject>(object: T, finalizer: string): T {
  const { finalizers = [], ...metadata } = object.metadata;
  const left = finalizers.filter((each) => each !== finalizer);
  if (left.length === finalizers.length) return object;
  return { ...object, metadata: left.length === 0 ? metadata : { ...metadata, finalizers: left } };
}
