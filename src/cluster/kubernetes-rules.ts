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
}

export const newestKubernetes = "1.36";

/** The rules of a version such as `1.31`, `v1.31.4`, `1.36`; undefined if it is no version from 1.25 on. */
export function kubernetesRules(version: string): KubernetesRules | undefined {
  const match = /^v?1\.(\d+)(\.\d+)?$/.exec(version);
  if (match === null) return undefined;
  const minor = Number(match[1]);
  if (minor < 25) return undefined;
  return {
    version: `1.${minor}`,
    terminalPhaseShowsStatus: minor >= 31,
    podReadyToStartContainers: minor >= 29,
    sandboxReadyAtOnce: minor >= 36,
    relistOnDemand: minor >= 36,
    podObservedGeneration: minor >= 34,
    crashLoopRetryAtExpiry: minor >= 35,
    shortContainerEvents: minor >= 36,
  };
}
