import { type Container, isSidecar, type Pod, type PodPhase } from "../api/pod.ts";
import { type Instance, isRunning, latest, type RuntimeSnapshot } from "./pod-runtime.ts";
import { shouldRestart } from "./restart-policy.ts";

/**
 * The phase of a pod as its kubelet sees it (pkg/kubelet/kubelet_pods.go, getPhase). `terminal`: all containers have been
 * stopped for good. `started`: whether a sidecar has started, so that what comes after it may.
 */
export function podPhase(
  pod: Pod,
  seen: RuntimeSnapshot,
  terminal: boolean,
  started: (container: Container) => boolean,
): PodPhase {
  const { containers, initContainers = [] } = pod.spec;
  const mains = containers.map((container) => ({ container, instance: latest(seen, container.name) }));
  const mainsStarted = mains.some(({ instance }) => instance !== undefined);
  let initializing = false;
  let sidecarRunning = false;
  for (const container of initContainers) {
    const instance = latest(seen, container.name);
    if (isSidecar(container)) {
      if (isRunning(instance)) sidecarRunning = true;
      if (!started(container) && !mainsStarted) initializing = true;
    } else if (failedForGood(pod, container, instance)) return "Failed";
    else if (instance?.exit?.code !== 0 && !mainsStarted) initializing = true;
  }

  let running = 0;
  let waiting = 0;
  let stopped = 0;
  let succeeded = 0;
  let restartable = 0;
  for (const { container, instance } of mains) {
    if (isRunning(instance)) running++;
    else if (instance?.exit !== undefined) {
      stopped++;
      if (instance.exit.code === 0) succeeded++;
      if (shouldRestart(pod, container, false, instance)) restartable++;
    } else if ((seen.containers.get(container.name)?.length ?? 0) > 1) stopped++;
    else waiting++;
  }
  const end = succeeded === stopped ? "Succeeded" : "Failed";
  if (terminal && stopped > 0 && running === 0 && waiting === 0) return end;
  if (initializing || waiting > 0) return "Pending";
  if (running > 0 || (sidecarRunning && !terminal)) return "Running";
  if (stopped === 0) return "Pending";
  if (!terminal && restartable > 0) return "Running";
  return end;
}

const failedForGood = (pod: Pod, container: Container, instance: Instance | undefined): boolean =>
  instance?.exit !== undefined &&
  instance.exit.code !== 0 &&
  pod.spec.restartPolicy === "Never" &&
  !isSidecar(container);
