import type { PodSpec } from "../../cluster/api/pod.ts";
import { typedPodSpec } from "../../cluster/api/types/typed-object.ts";

interface Templated {
  readonly template?: { readonly spec?: PodSpec };
  readonly jobTemplate?: { readonly spec?: Templated };
}

/** The pod that an object is or makes: of a Pod, a workload, a Job or a CronJob; undefined for every other kind. */
export function podSpecOf(object: { readonly kind?: unknown; readonly spec?: unknown }): PodSpec | undefined {
  if (typeof object.spec !== "object" || object.spec === null) return undefined;
  const spec = object.spec as Templated;
  const found =
    object.kind === "Pod"
      ? (object.spec as PodSpec)
      : (spec.jobTemplate?.spec?.template?.spec ?? spec.template?.spec);
  // without containers it is refused
  return Array.isArray(found?.containers) ? (typedPodSpec(found) as unknown as PodSpec) : undefined;
}
