import type { Container, Pod, Volume } from "../api/pod.ts";
import type { ClusterContext } from "../cluster.ts";

interface NamedObject {
  readonly kind: "ConfigMap" | "Secret";
  /** the server takes references without a name, which lead nowhere */
  readonly name: string | undefined;
  readonly key?: string | undefined;
}

/** Volumes that cannot be mounted now, with the kubelet's words for why. */
export function missingVolumes(
  context: ClusterContext,
  pod: Pod,
): readonly { volume: string; error: string }[] {
  const missing: { volume: string; error: string }[] = [];
  for (const volume of pod.spec.volumes ?? []) {
    const error = volumeError(context, pod, volume);
    if (error !== undefined) missing.push({ volume: volume.name, error });
  }
  return missing;
}

function volumeError(context: ClusterContext, pod: Pod, volume: Volume): string | undefined {
  const { configMap, secret, projected } = volume;
  if (configMap !== undefined && configMap.optional !== true) {
    if (!exists(context, pod, { kind: "ConfigMap", name: configMap.name }))
      return notFound("configmap", configMap.name);
    const absent = configMap.items?.find(
      ({ key }) => !exists(context, pod, { kind: "ConfigMap", name: configMap.name, key }),
    );
    if (absent !== undefined) return `configmap references non-existent config key: ${absent.key}`;
  }
  if (secret !== undefined && secret.optional !== true) {
    if (!exists(context, pod, { kind: "Secret", name: secret.secretName }))
      return notFound("secret", secret.secretName);
    const absent = secret.items?.find(
      ({ key }) => !exists(context, pod, { kind: "Secret", name: secret.secretName, key }),
    );
    if (absent !== undefined) return `references non-existent secret key: ${absent.key}`;
  }
  for (const source of projected?.sources ?? [])
    for (const [field, kind] of [
      ["configMap", "ConfigMap"],
      ["secret", "Secret"],
    ] as const) {
      const named = source[field] as { name?: string; optional?: boolean } | undefined;
      if (named?.name === undefined || named.optional === true) continue;
      if (!exists(context, pod, { kind, name: named.name })) return notFound(kind.toLowerCase(), named.name);
    }
  return undefined;
}

/** Why a container's environment cannot be made, if it cannot: the text of CreateContainerConfigError. */
export function environmentError(
  context: ClusterContext,
  pod: Pod,
  container: Container,
): string | undefined {
  for (const { configMapRef, secretRef } of container.envFrom ?? [])
    for (const [kind, named] of [
      ["ConfigMap", configMapRef],
      ["Secret", secretRef],
    ] as const) {
      if (named === undefined || named.optional === true) continue;
      if (!exists(context, pod, { kind, name: named.name })) return notFound(kind.toLowerCase(), named.name);
    }
  for (const { valueFrom } of container.env ?? [])
    for (const [kind, named] of [
      ["ConfigMap", valueFrom?.configMapKeyRef],
      ["Secret", valueFrom?.secretKeyRef],
    ] as const) {
      if (named === undefined || named.optional === true) continue;
      if (!exists(context, pod, { kind, name: named.name })) return notFound(kind.toLowerCase(), named.name);
      if (!exists(context, pod, { kind, name: named.name, key: named.key }))
        return `couldn't find key ${named.key} in ${kind} ${pod.metadata.namespace ?? ""}/${named.name}`;
    }
  return undefined;
}

const notFound = (kind: string, name = ""): string => `${kind} "${name}" not found`;

function exists({ api, behaviours }: ClusterContext, pod: Pod, { kind, name, key }: NamedObject): boolean {
  if (name === undefined || name === "") return false;
  const namespace = pod.metadata.namespace ?? "";
  const object = api.get({ kind, namespace, name });
  if (object === undefined) return behaviours.isAssumed(kind, namespace, name);
  if (key === undefined) return true;
  const fields = [object["data"], object["binaryData"], object["stringData"]] as (
    | Record<string, unknown>
    | undefined
  )[];
  return fields.some((data) => data !== undefined && data !== null && key in data);
}
