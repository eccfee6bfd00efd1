import { remembering } from "../../util/remembering.ts";
import type { Release } from "../release.ts";
import type { Resource } from "../resource.ts";

/** Marks resources as this release's (pkg/action/validate.go, setMetadataVisitor). */
export const stampOwnership = (
  resources: readonly Resource[],
  { name, namespace }: Pick<Release, "name" | "namespace">,
): readonly Resource[] => resources.map((resource) => stamped(resource, name, namespace));

const stamped = remembering((resource: Resource, release: string, namespace: string): Resource => {
  const { metadata } = resource.object;
  return {
    ...resource,
    object: {
      ...resource.object,
      metadata: {
        ...metadata,
        labels: { ...metadata.labels, "app.kubernetes.io/managed-by": "Helm" },
        annotations: {
          ...metadata.annotations,
          "meta.helm.sh/release-name": release,
          "meta.helm.sh/release-namespace": namespace,
        },
      },
    },
  };
});
