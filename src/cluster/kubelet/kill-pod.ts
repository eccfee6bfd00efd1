import { type Process, sleep, wait } from "../../sim/wait.ts";
import { isSidecar } from "../api/pod.ts";
import { graceOf, killContainer } from "./containers.ts";
import type { KubeletPod } from "./kubelet-pod.ts";

/**
 * All containers are told of at once, and their preStop hooks run. Then main containers stop together and sidecars one by one,
 * the last one first, all within one grace period; the sandbox goes last (pkg/kubelet/kuberuntime/kuberuntime_container.go,
 * killContainersWithSyncResult, and kuberuntime_termination_order.go).
 */
export function* killPod(kubeletPod: KubeletPod): Process<void> {
  const { context, pod, runtime } = kubeletPod;
  const grace = graceOf(kubeletPod);
  const { initContainers = [], containers } = pod.spec;
  const sidecars = initContainers.filter(isSidecar).map(({ name }) => name);
  const stopping = [...initContainers, ...containers].map((container) => {
    const place = sidecars.indexOf(container.name);
    const after = place < 0 ? [] : [...sidecars.slice(place + 1), ...containers.map(({ name }) => name)];
    return context.kernel.spawn(
      `stopping ${container.name} of ${pod.metadata.name}`,
      killContainer(kubeletPod, container, grace, { after }),
      { daemon: true },
    );
  });
  for (const task of stopping) yield* wait(task.done);
  if (runtime.snapshot.sandbox !== "ready") return;
  yield* sleep(context.latency.sandboxStop);
  runtime.setSandbox("stopped");
}
