import { controllerOf } from "../../cluster/api/object.ts";
import type { Pod } from "../../cluster/api/pod.ts";

/** The completion index of an Indexed Job's pod or the ordinal of a StatefulSet's; undefined for all others. */
export function podIndex(pod: Pod): number | undefined {
  const completion = pod.metadata.annotations?.["batch.kubernetes.io/job-completion-index"];
  if (completion !== undefined) return Number(completion);
  const ordinal = /-(\d+)$/.exec(pod.metadata.name)?.[1];
  return controllerOf(pod)?.kind === "StatefulSet" && ordinal !== undefined ? Number(ordinal) : undefined;
}
