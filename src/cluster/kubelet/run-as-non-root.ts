import type { Container, Pod } from "../api/pod.ts";

/**
 * Why the kubelet refuses to start a container that must not run as root and is told to (pkg/kubelet/kuberuntime,
 * verifyRunAsNonRoot); the container's own settings go before the pod's. What user an image names is not known here.
 */
export function rootError(pod: Pod, container: Container): string | undefined {
  const settings = { ...pod.spec.securityContext, ...container.securityContext };
  if (settings.runAsNonRoot !== true || settings.runAsUser !== 0) return undefined;
  const { name, namespace = "", uid = "" } = pod.metadata;
  return `container's runAsUser breaks non-root policy (pod: "${name}_${namespace}(${uid})", container: ${container.name})`;
}
