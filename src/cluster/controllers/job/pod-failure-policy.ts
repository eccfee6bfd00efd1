import type { ContainerStatus, Pod } from "../../api/pod.ts";
import type { Job, PodFailureRule } from "../../api/workloads.ts";

/** What a Job makes of a failed pod. */
export interface FailureVerdict {
  /** the action of the rule that matched, if one did */
  readonly action: PodFailureRule["action"] | undefined;
  /** counts towards the limits of failures */
  readonly counts: boolean;
  /** why the whole Job fails at once */
  readonly jobFailure: string | undefined;
}

const counted: FailureVerdict = { action: undefined, counts: true, jobFailure: undefined };

/** The first rule that matches decides (pkg/controller/job/pod_failure_policy.go). */
export function judgeFailure(job: Job, pod: Pod): FailureVerdict {
  const rules = job.spec.podFailurePolicy?.rules ?? [];
  for (const [index, rule] of rules.entries()) {
    const cause = matchingCause(rule, pod);
    if (cause === undefined) continue;
    const { action } = rule;
    const jobFailure = action === "FailJob" ? `${cause} matching FailJob rule at index ${index}` : undefined;
    return { action, counts: action !== "Ignore", jobFailure };
  }
  return counted;
}

function matchingCause({ onExitCodes, onPodConditions }: PodFailureRule, pod: Pod): string | undefined {
  const name = `${pod.metadata.namespace ?? ""}/${pod.metadata.name}`;
  if (onExitCodes !== undefined) {
    const { containerStatuses = [], initContainerStatuses = [] } = pod.status;
    const statuses = [...containerStatuses, ...initContainerStatuses];
    const status = statuses.find((each) => matchesExitCode(onExitCodes, each));
    const code = status?.state.terminated?.exitCode;
    return status && `Container ${status.name} for pod ${name} failed with exit code ${code}`;
  }
  const condition = pod.status.conditions?.find((each) =>
    onPodConditions?.some((pattern) => pattern.type === each.type && pattern.status === each.status),
  );
  return condition && `Pod ${name} has condition ${condition.type}`;
}

/** Only containers that ended with a code other than 0 count. */
function matchesExitCode(
  { containerName, operator, values }: NonNullable<PodFailureRule["onExitCodes"]>,
  { name, state }: ContainerStatus,
): boolean {
  const code = state.terminated?.exitCode;
  if (code === undefined || code === 0) return false;
  if (containerName !== undefined && containerName !== name) return false;
  return values.includes(code) === (operator === "In");
}
