import { type Process, sleep, wait } from "../../sim/wait.ts";
import { isSidecar } from "../api/pod.ts";
import { graceOf, killContainer } from "./containers.ts";
import type { KubeletPod } from "./kubelet-pod.ts";

/**
 * Main containers stop together, then sidecars one by one, the last one first, all within one grace period;
 * the sandbox goes last (pkg/kubelet/kuberuntime/kuberuntime_manager.go, KillPod).
 */
export function* killPod(kubeletPod: KubeletPod): Process<void> {
  const { context, pod, runtime } = kubeletPod;
  const deadline = context.kernel.now + graceOf(kubeletPod);
  const left = (): number => Math.max(deadline - context.kernel.now, 0);
  const { initContainers = [], containers } = pod.spec;
  const together = [...containers, ...initContainers.filter((each) => !isSidecar(each))];
  const stopping = together.map((container) =>
    context.kernel.spawn(
      `stopping ${container.name} of ${pod.metadata.name}`,
      killContainer(kubeletPod, container, left()),
      { daemon: true },
    ),
  );
  for (const task of stopping) yield* wait(task.done);
  for (const sidecar of initContainers.filter(isSidecar).reverse())
    yield* killContainer(kubeletPod, sidecar, left());
  if (runtime.snapshot.sandbox !== "ready") return;
  yield* sleep(context.latency.sandboxStop);
  runtime.setSandbox("stopped");
}
