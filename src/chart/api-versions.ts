/** A group version that Helm knows without a cluster; `since` and `until` are minor versions of Kubernetes 1.x. */
type Known = string | { readonly name: string; readonly since?: number; readonly until?: number };

/** In the order of client-go's scheme, then Helm's own CRD groups. */
const known: readonly Known[] = [
  "v1",
  "admissionregistration.k8s.io/v1",
  { name: "admissionregistration.k8s.io/v1alpha1", since: 26 },
  "admissionregistration.k8s.io/v1beta1",
  "internal.apiserver.k8s.io/v1alpha1",
  "apps/v1",
  "apps/v1beta1",
  "apps/v1beta2",
  "authentication.k8s.io/v1",
  { name: "authentication.k8s.io/v1alpha1", since: 26 },
  "authentication.k8s.io/v1beta1",
  "authorization.k8s.io/v1",
  "authorization.k8s.io/v1beta1",
  "autoscaling/v1",
  { name: "autoscaling/v2", since: 23 },
  "autoscaling/v2beta1",
  "autoscaling/v2beta2",
  "batch/v1",
  "batch/v1beta1",
  "certificates.k8s.io/v1",
  "certificates.k8s.io/v1beta1",
  { name: "certificates.k8s.io/v1alpha1", since: 27 },
  { name: "coordination.k8s.io/v1alpha2", since: 32 },
  "coordination.k8s.io/v1beta1",
  "coordination.k8s.io/v1",
  { name: "discovery.k8s.io/v1", since: 21 },
  "discovery.k8s.io/v1beta1",
  "events.k8s.io/v1",
  "events.k8s.io/v1beta1",
  "extensions/v1beta1",
  { name: "flowcontrol.apiserver.k8s.io/v1", since: 29 },
  "flowcontrol.apiserver.k8s.io/v1beta1",
  { name: "flowcontrol.apiserver.k8s.io/v1beta2", since: 23 },
  { name: "flowcontrol.apiserver.k8s.io/v1beta3", since: 26 },
  "networking.k8s.io/v1",
  { name: "networking.k8s.io/v1alpha1", since: 25, until: 33 },
  "networking.k8s.io/v1beta1",
  { name: "node.k8s.io/v1", since: 20 },
  "node.k8s.io/v1alpha1",
  "node.k8s.io/v1beta1",
  { name: "policy/v1", since: 21 },
  "policy/v1beta1",
  "rbac.authorization.k8s.io/v1",
  "rbac.authorization.k8s.io/v1beta1",
  "rbac.authorization.k8s.io/v1alpha1",
  { name: "resource.k8s.io/v1", since: 34 },
  { name: "resource.k8s.io/v1beta2", since: 33 },
  { name: "resource.k8s.io/v1beta1", since: 32 },
  { name: "resource.k8s.io/v1alpha3", since: 31 },
  "scheduling.k8s.io/v1alpha1",
  "scheduling.k8s.io/v1beta1",
  "scheduling.k8s.io/v1",
  "storage.k8s.io/v1beta1",
  "storage.k8s.io/v1",
  "storage.k8s.io/v1alpha1",
  { name: "storagemigration.k8s.io/v1alpha1", since: 30, until: 34 },
  { name: "storagemigration.k8s.io/v1beta1", since: 35 },
  "apiextensions.k8s.io/v1beta1",
  "apiextensions.k8s.io/v1",
];

/** What `.Capabilities.APIVersions` holds without a cluster, in a Helm built for Kubernetes 1.`minor`. */
export function offlineApiVersions(minor: number): string[] {
  return known.flatMap((entry) => {
    if (typeof entry === "string") return [entry];
    return minor >= (entry.since ?? 0) && minor <= (entry.until ?? Number.POSITIVE_INFINITY)
      ? [entry.name]
      : [];
  });
}
