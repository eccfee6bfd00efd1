import type { Release } from "../release.ts";
import type { Resource } from "../resource.ts";

/** Marks resources as this release's (pkg/action/validate.go, setMetadataVisitor). */
export const stampOwnership = (
  resources: readonly Resource[],
  { name, namespace }: Pick<Release, "name" | "namespace">,
): readonly Resource[] =>
  resources.map((resource) => {
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
            "meta.helm.sh/release-name": name,
            "meta.helm.sh/release-namespace": namespace,
          },
        },
      },
    };
  });
