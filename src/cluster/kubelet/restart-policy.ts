import { type Container, isSidecar, type Pod } from "../api/pod.ts";
import type { Instance } from "./pod-runtime.ts";

/** Whether an ended (or never started) container is to be started again (pkg/kubelet/container/helpers.go). */
export function shouldRestart(
  pod: Pod,
  container: Container,
  isInit: boolean,
  instance: Instance | undefined,
): boolean {
  if (pod.metadata.deletionTimestamp !== undefined) return false;
  if (instance === undefined) return true;
  if (instance.exit === undefined) return instance.startedAt === undefined;
  if (isInit && isSidecar(container)) return true;
  const policy =
    isInit && pod.spec.restartPolicy === "Always"
      ? "OnFailure"
      : (container.restartPolicy ?? pod.spec.restartPolicy);
  if (policy === "Never") return false;
  return policy !== "OnFailure" || instance.exit.code !== 0;
}
