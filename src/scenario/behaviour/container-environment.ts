import type { Container, Pod } from "../../cluster/api/pod.ts";

export type Environment = ReadonlyMap<string, string | undefined>;

/**
 * A container's environment as far as the manifest tells it: literal values and fields of the pod; undefined for what
 * comes from ConfigMaps, Secrets and the like.
 */
export function containerEnvironment(container: Container, pod: Pod): Environment {
  const environment = new Map<string, string | undefined>();
  for (const { name, value, valueFrom } of container.env ?? [])
    environment.set(
      name,
      valueFrom === undefined
        ? expandReferences(value ?? "", environment)
        : fieldValue(valueFrom.fieldRef, pod),
    );
  return environment;
}

/**
 * `$(NAME)` as the kubelet expands it in commands, arguments and values; `$$` is one `$`, and what is not set stays as
 * written (third_party/forked/golang/expansion/expand.go).
 */
export const expandReferences = (text: string, environment: Environment): string =>
  text.replace(/\$(?:\$|\(([^)]*)\))/g, (written, name: string | undefined) =>
    name === undefined ? "$" : (environment.get(name) ?? written),
  );

function fieldValue(fieldRef: unknown, pod: Pod): string | undefined {
  const path = (fieldRef as { readonly fieldPath?: string } | undefined)?.fieldPath;
  const { name, namespace, uid, labels, annotations } = pod.metadata;
  const plain = new Map(
    Object.entries({ "metadata.name": name, "metadata.namespace": namespace, "metadata.uid": uid }),
  );
  const keyed = /^metadata\.(labels|annotations)\['([^']+)'\]$/.exec(path ?? "");
  if (keyed === null) return plain.get(path ?? "");
  return (keyed[1] === "labels" ? labels : annotations)?.[keyed[2] ?? ""] ?? "";
}
