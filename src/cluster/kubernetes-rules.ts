/** Behaviours of the cluster that changed between Kubernetes versions. */
export interface KubernetesRules {
  /** `1.36` */
  readonly version: string;
  /** a finished pod keeps its own STATUS while it is being deleted (1.31) */
  readonly terminalPhaseShowsStatus: boolean;
  /** pods report PodReadyToStartContainers (1.29) */
  readonly podReadyToStartContainers: boolean;
  /** that condition is written as soon as the sandbox is there, and not with the next status (1.36) */
  readonly sandboxReadyAtOnce: boolean;
  /** the kubelet looks at a pod again right after it acted on it (1.36) */
  readonly relistOnDemand: boolean;
  /** pod status has observedGeneration, so a deletion is acknowledged with a write of its own (1.34) */
  readonly podObservedGeneration: boolean;
  /** a refused restart is retried when its back-off ends, and not every ten seconds (1.35) */
  readonly crashLoopRetryAtExpiry: boolean;
  /** "Container started" where older ones said "Started container NAME" (1.36) */
  readonly shortContainerEvents: boolean;
  /** the labels of a Job's pods have a prefix, and the selector uses it (1.27) */
  readonly prefixedJobLabels: boolean;
  /** pods of Indexed Jobs and of StatefulSets carry their index as a label (1.28) */
  readonly podIndexLabels: boolean;
  /** Jobs of CronJobs tell for which time they were started (1.28) */
  readonly cronJobScheduledAnnotation: boolean;
  /** Jobs count their terminating pods in the status (1.29) */
  readonly jobTerminatingCount: boolean;
  /** a Job has an interim condition until its last pod is gone: SuccessCriteriaMet or FailureTarget (1.31) */
  readonly jobInterimConditions: boolean;
  /** a Job's status with more ready than active pods is refused (1.32) */
  readonly jobReadyWithinActive: boolean;
  /** the conditions of a complete Job give a reason (1.33) */
  readonly jobCompletionReason: boolean;
  /** while failed pods hold back new ones a Job's status is written with no active pods (until 1.36) */
  readonly jobForgetsActiveInBackoff: boolean;
  /** suspending a Job clears its start time (1.36) */
  readonly jobSuspensionClearsStart: boolean;
  /** a variable's name may be any printable text without `=` (1.34) */
  readonly relaxedVariableNames: boolean;
  /** every container may have a restart policy of its own (1.35) */
  readonly containerRestartRules: boolean;
  /** a StatefulSet's revisionHistoryLimit may be changed (1.33) */
  readonly mutableHistoryLimit: boolean;
  /** a StatefulSet may replace several pods at once: updateStrategy.rollingUpdate.maxUnavailable (1.37; 1.35.0 to 1.35.3) */
  readonly statefulSetMaxUnavailable: boolean;
  /** "Create Pod" where StatefulSets' older events said "create Pod" (1.36) */
  readonly capitalStatefulSetEvents: boolean;
  /** a Service's name may begin with a digit (1.36) */
  readonly relaxedServiceNames: boolean;
  /** a namespace that is deleted loses its pods first, and all else when they are gone (1.33) */
  readonly orderedNamespaceDeletion: boolean;
  /** ReplicaSets and Deployments count their terminating pods in the status (1.35) */
  readonly terminatingReplicas: boolean;
  /** the scheduler says "untolerated taint(s)" where older ones named the taint (1.35) */
  readonly shortTaintMessage: boolean;
  /** the scheduler tries to free claimed devices before it preempts, and says so (1.34) */
  readonly dynamicResources: boolean;
  /** a pod that waits for its volumes is told its node before it is bound (1.35) */
  readonly nominatesBeforeBinding: boolean;
  /** evictions for taints are told by "taint-eviction-controller" and not by "taint-controller" (1.29) */
  readonly separateTaintEviction: boolean;
}

export const newestKubernetes = "1.36";

/** One object for each version: what is remembered beside it stays known in the next run. */
const known = new Map<number, KubernetesRules>();

/** The rules of a version such as `1.31`, `v1.31.4`, `1.36`; undefined if it is no version from 1.25 on. */
export function kubernetesRules(version: string): KubernetesRules | undefined {
  const match = /^v?1\.(\d+)(\.\d+)?$/.exec(version);
  if (match === null) return undefined;
  const minor = Number(match[1]);
  if (minor < 25) return undefined;
  const rules = known.get(minor) ?? rulesOf(minor);
  known.set(minor, rules);
  return rules;
}

const rulesOf = (minor: number): KubernetesRules => ({
  version: `1.${minor}`,
  terminalPhaseShowsStatus: minor >= 31,
  podReadyToStartContainers: minor >= 29,
  sandboxReadyAtOnce: minor >= 36,
  relistOnDemand: minor >= 36,
  podObservedGeneration: minor >= 34,
  crashLoopRetryAtExpiry: minor >= 35,
  shortContainerEvents: minor >= 36,
  prefixedJobLabels: minor >= 27,
  podIndexLabels: minor >= 28,
  cronJobScheduledAnnotation: minor >= 28,
  jobTerminatingCount: minor >= 29,
  jobInterimConditions: minor >= 31,
  jobReadyWithinActive: minor >= 32,
  jobCompletionReason: minor >= 33,
  jobForgetsActiveInBackoff: minor <= 36,
  jobSuspensionClearsStart: minor >= 36,
  relaxedVariableNames: minor >= 34,
  containerRestartRules: minor >= 35,
  mutableHistoryLimit: minor >= 33,
  statefulSetMaxUnavailable: minor >= 37,
  capitalStatefulSetEvents: minor >= 36,
  relaxedServiceNames: minor >= 36,
  orderedNamespaceDeletion: minor >= 33,
  terminatingReplicas: minor >= 35,
  shortTaintMessage: minor >= 35,
  dynamicResources: minor >= 34,
  nominatesBeforeBinding: minor >= 35,
  separateTaintEviction: minor >= 29,
});
