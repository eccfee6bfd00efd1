import { type Process, sleep } from "../../sim/wait.ts";
import { ApiError } from "../api/api-error.ts";
import { refOf } from "../api/object.ts";
import { type ContainerStatus, isFinished, isSidecar, type Pod, type PodStatus } from "../api/pod.ts";
import { killPod } from "./kill-pod.ts";
import type { KubeletPod } from "./kubelet-pod.ts";
import { latest } from "./pod-runtime.ts";

/** Stops everything of a pod and writes its last status (pkg/kubelet/kubelet.go, SyncTerminatingPod). */
export function* syncTerminatingPod(kubeletPod: KubeletPod): Process<void> {
  const { probes } = kubeletPod;
  kubeletPod.writeStatus();
  probes.stop(["liveness", "startup"]);
  yield* killPod(kubeletPod);
  probes.stop(["readiness"]);
  kubeletPod.look();
  kubeletPod.stopped = true;
  kubeletPod.writeStatus(true);
}

/** Frees what a stopped pod held, and lets it go if it is being deleted (SyncTerminatedPod, TerminatePod). */
export function* syncTerminatedPod(kubeletPod: KubeletPod): Process<void> {
  yield* sleep(kubeletPod.context.latency.podCleanup);
  kubeletPod.runtime.removeOld();
  kubeletPod.look();
  kubeletPod.status.set(finalStatus(kubeletPod, kubeletPod.generateStatus(true)));
  const remove = (): void => removeFromServer(kubeletPod);
  kubeletPod.onStatusSent = remove;
  kubeletPod.status.flush();
}

/** Removes a pod from the API server once it is over and marked for deletion (canBeDeleted). */
export function removeFromServer({ context, pod }: Pick<KubeletPod, "context" | "pod">): void {
  const stored = context.api.get<Pod>(refOf(pod));
  if (stored === undefined || stored.metadata.uid !== pod.metadata.uid) return;
  if (stored.metadata.deletionTimestamp === undefined || !isFinished(stored)) return;
  try {
    context.api.delete(refOf(pod), { grace: 0, uid: pod.metadata.uid });
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
  }
}

/**
 * The final status: a container that should have ended but did not is lost (status_manager.go, TerminatePod). Main
 * containers count only if their turn had come; of init containers only those that had theirs, and always the first.
 */
function finalStatus({ pod, observed }: KubeletPod, generated: PodStatus): PodStatus {
  const inits = pod.spec.initContainers ?? [];
  const begun = pod.spec.containers.some(({ name }) => latest(observed, name) !== undefined);
  const initialized =
    begun || inits.every((each) => isSidecar(each) || latest(observed, each.name)?.exit?.code === 0);
  const { containerStatuses = [], initContainerStatuses = [] } = generated;
  const lastBegun = initContainerStatuses.findLastIndex(
    (each) => each.state.terminated !== undefined || each.lastState !== undefined || each.started,
  );
  return {
    ...generated,
    phase: generated.phase === "Succeeded" ? "Succeeded" : "Failed",
    containerStatuses: initialized ? containerStatuses.map(lost) : containerStatuses,
    ...(initContainerStatuses.length === 0
      ? {}
      : {
          initContainerStatuses: initContainerStatuses.map((each, i) =>
            i <= Math.max(lastBegun, 0) ? lost(each) : each,
          ),
        }),
  };
}

const lost = (status: ContainerStatus): ContainerStatus =>
  status.state.terminated !== undefined
    ? status
    : {
        ...status,
        ready: false,
        started: false,
        state: {
          terminated: {
            exitCode: 137,
            reason: "ContainerStatusUnknown",
            message: "The container could not be located when the pod was terminated",
          },
        },
      };
