import type { ApiServer } from "../cluster/api/api-server.ts";
import { controllerOf, keyOf } from "../cluster/api/object.ts";
import { isFinished, type Pod } from "../cluster/api/pod.ts";
import type { FlagValues } from "../helm/flags/flag-values.ts";

export interface DrainPlan {
  readonly leaving: readonly Pod[];
  /** why the node cannot be drained */
  readonly problems: readonly string[];
  readonly warnings: readonly string[];
}

/** What becomes of one pod: it leaves unless `stays`, and `problem` forbids it all. */
interface Verdict {
  readonly stays?: boolean;
  readonly warning?: string;
  readonly problem?: string;
}

/** Which pods leave a node that is drained, and what speaks against it (kubectl/pkg/drain/filters.go). */
export function podsToLeave(api: ApiServer, pods: readonly Pod[], flags: FlagValues): DrainPlan {
  const leaving: Pod[] = [];
  const problems = new Map<string, string[]>();
  const warnings = new Map<string, string[]>();
  for (const pod of pods) {
    const { stays = false, problem, warning } = verdict(api, pod, flags);
    if (problem !== undefined) problems.set(problem, [...(problems.get(problem) ?? []), keyOf(pod)]);
    else if (!stays) leaving.push(pod);
    if (warning !== undefined) warnings.set(warning, [...(warnings.get(warning) ?? []), keyOf(pod)]);
  }
  return {
    leaving,
    problems: [...problems].map(([text, names]) => `cannot delete ${text}: ${names.join(", ")}`),
    warnings: [...warnings].map(([text, names]) => `${text}: ${names.join(", ")}`),
  };
}

function verdict(api: ApiServer, pod: Pod, flags: FlagValues): Verdict {
  const owner = controllerOf(pod);
  if (isFinished(pod)) return {};
  if (owner?.kind === "DaemonSet") return daemonSetVerdict(api, pod, owner.name, flags);
  if (pod.metadata.annotations?.["kubernetes.io/config.mirror"] !== undefined) return { stays: true };
  const local = pod.spec.volumes?.some((volume) => volume["emptyDir"] !== undefined) ?? false;
  if (local && !flags.bool("delete-emptydir-data"))
    return { problem: "Pods with local storage (use --delete-emptydir-data to override)" };
  if (owner !== undefined) return {};
  return flags.bool("force")
    ? { warning: "deleting Pods that declare no controller" }
    : { problem: "cannot delete Pods that declare no controller (use --force to override)" };
}

function daemonSetVerdict(api: ApiServer, pod: Pod, name: string, flags: FlagValues): Verdict {
  const set = api.get({ kind: "DaemonSet", namespace: pod.metadata.namespace ?? "", name });
  if (set === undefined)
    return flags.bool("force")
      ? { warning: "deleting Pods that declare no controller" }
      : { problem: `daemonsets.apps ${JSON.stringify(name)} not found` };
  return flags.bool("ignore-daemonsets")
    ? { stays: true, warning: "ignoring DaemonSet-managed Pods" }
    : { problem: "DaemonSet-managed Pods (use --ignore-daemonsets to ignore)" };
}
