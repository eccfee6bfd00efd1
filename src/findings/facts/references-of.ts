import type { PodSpec } from "../../cluster/api/pod.ts";
import type { ObjectName } from "../../recording/recording.ts";

/** An object that a pod names, and without which it does not get to work. */
export interface Reference {
  readonly kind: string;
  readonly name: string;
  /** where it is named: `volume "config"`, `envFrom of container "web"`, `serviceAccountName` */
  readonly how: string;
}

/** The object that a pod of a namespace means by a reference. */
export const referenced = ({ kind, name }: Reference, namespace: string): ObjectName => ({
  kind,
  namespace: kind === "PriorityClass" || kind === "RuntimeClass" ? "" : namespace,
  name,
});

/** What a pod needs, optional references left out; each object once. */
export function referencesOf(spec: PodSpec): Reference[] {
  const found = new Map<string, Reference>();
  for (const reference of all(spec)) {
    const key = `${reference.kind}/${reference.name}`;
    if (reference.name !== "" && !found.has(key)) found.set(key, reference);
  }
  return [...found.values()];
}

function* all(spec: PodSpec): Generator<Reference> {
  const account = spec.serviceAccountName ?? spec["serviceAccount"];
  if (typeof account === "string") yield { kind: "ServiceAccount", name: account, how: "serviceAccountName" };
  if (spec.priorityClassName !== undefined)
    yield { kind: "PriorityClass", name: spec.priorityClassName, how: "priorityClassName" };
  if (spec.runtimeClassName !== undefined)
    yield { kind: "RuntimeClass", name: spec.runtimeClassName, how: "runtimeClassName" };
  for (const { name, configMap, secret, persistentVolumeClaim, projected } of spec.volumes ?? []) {
    const how = `volume "${name}"`;
    if (configMap != null && configMap.optional !== true)
      yield { kind: "ConfigMap", name: text(configMap.name), how };
    if (secret != null && secret.optional !== true)
      yield { kind: "Secret", name: text(secret.secretName), how };
    if (persistentVolumeClaim != null)
      yield { kind: "PersistentVolumeClaim", name: text(persistentVolumeClaim.claimName), how };
    for (const source of projected?.sources ?? [])
      for (const [field, kind] of sources) {
        const named = source[field] as { readonly name?: unknown; readonly optional?: unknown } | undefined;
        if (named != null && named.optional !== true) yield { kind, name: text(named.name), how };
      }
  }
  for (const { name, env, envFrom } of [...(spec.initContainers ?? []), ...(spec.containers ?? [])]) {
    for (const { configMapRef, secretRef } of envFrom ?? []) {
      const how = `envFrom of container "${name}"`;
      if (configMapRef != null && configMapRef.optional !== true)
        yield { kind: "ConfigMap", name: text(configMapRef.name), how };
      if (secretRef != null && secretRef.optional !== true)
        yield { kind: "Secret", name: text(secretRef.name), how };
    }
    for (const { name: variable, valueFrom } of env ?? []) {
      const how = `env ${variable} of container "${name}"`;
      const { configMapKeyRef, secretKeyRef } = valueFrom ?? {};
      if (configMapKeyRef != null && configMapKeyRef.optional !== true)
        yield { kind: "ConfigMap", name: text(configMapKeyRef.name), how };
      if (secretKeyRef != null && secretKeyRef.optional !== true)
        yield { kind: "Secret", name: text(secretKeyRef.name), how };
    }
  }
  for (const { name } of (spec["imagePullSecrets"] ?? []) as readonly { readonly name?: unknown }[])
    yield { kind: "Secret", name: text(name), how: "imagePullSecrets" };
}

const sources = [
  ["configMap", "ConfigMap"],
  ["secret", "Secret"],
] as const;

const text = (value: unknown): string => (typeof value === "string" ? value : "");
