import type { PodSpec } from "../../cluster/api/pod.ts";

interface Templated {
  readonly template?: { readonly spec?: PodSpec };
  readonly jobTemplate?: { readonly spec?: Templated };
}

/** The pod that an object is or makes: of a Pod, a workload, a Job or a CronJob; undefined for every other kind. */
export function podSpecOf(object: { readonly kind?: unknown; readonly spec?: unknown }): PodSpec | undefined {
  if (typeof object.spec !== "object" || object.spec === null) return undefined;
  if (object.kind === "Pod") return object.spec as PodSpec;
  const spec = object.spec as Templated;
  const found = spec.jobTemplate?.spec?.template?.spec ?? spec.template?.spec;
  return Array.isArray(found?.containers) ? found : undefined;
}
