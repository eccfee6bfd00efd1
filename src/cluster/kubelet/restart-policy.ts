import { type Container, isSidecar, type Pod, type RestartRule } from "../api/pod.ts";
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
  const { code } = instance.exit;
  if (container.restartPolicyRules?.some((rule) => appliesTo(rule, code))) return true;
  if (isInit && isSidecar(container)) return true;
  const policy =
    isInit && pod.spec.restartPolicy === "Always"
      ? "OnFailure"
      : (container.restartPolicy ?? pod.spec.restartPolicy);
  if (policy === "Never") return false;
  return policy !== "OnFailure" || code !== 0;
}

/** Whether a container's own rule restarts it after this exit, whatever its policy says. */
const appliesTo = ({ action, exitCodes }: RestartRule, code: number): boolean =>
  action === "Restart" &&
  exitCodes !== undefined &&
  (exitCodes.values ?? []).includes(code) === (exitCodes.operator === "In");
