import { compareStrings } from "../util/compare-strings.ts";
import type { RenderProfile } from "./render-profile.ts";

/** Kinds in the order Helm creates them (pkg/releaseutil/kind_sorter.go). */
const installOrder = [
  "PriorityClass",
  "Namespace",
  "NetworkPolicy",
  "ResourceQuota",
  "LimitRange",
  "PodSecurityPolicy",
  "PodDisruptionBudget",
  "ServiceAccount",
  "Secret",
  "SecretList",
  "ConfigMap",
  "StorageClass",
  "PersistentVolume",
  "PersistentVolumeClaim",
  "CustomResourceDefinition",
  "ClusterRole",
  "ClusterRoleList",
  "ClusterRoleBinding",
  "ClusterRoleBindingList",
  "Role",
  "RoleList",
  "RoleBinding",
  "RoleBindingList",
  "Service",
  "DaemonSet",
  "Pod",
  "ReplicationController",
  "ReplicaSet",
  "Deployment",
  "HorizontalPodAutoscaler",
  "StatefulSet",
  "Job",
  "CronJob",
  "IngressClass",
  "Ingress",
  "APIService",
];

const installOrderOf4 = [...installOrder, "MutatingWebhookConfiguration", "ValidatingWebhookConfiguration"];

/** Kinds in the order Helm deletes them, which is not quite the reverse. */
const uninstallOrder = [
  "APIService",
  "Ingress",
  "IngressClass",
  "Service",
  "CronJob",
  "Job",
  "StatefulSet",
  "HorizontalPodAutoscaler",
  "Deployment",
  "ReplicaSet",
  "ReplicationController",
  "Pod",
  "DaemonSet",
  "RoleBindingList",
  "RoleBinding",
  "RoleList",
  "Role",
  "ClusterRoleBindingList",
  "ClusterRoleBinding",
  "ClusterRoleList",
  "ClusterRole",
  "CustomResourceDefinition",
  "PersistentVolumeClaim",
  "PersistentVolume",
  "StorageClass",
  "ConfigMap",
  "SecretList",
  "Secret",
  "ServiceAccount",
  "PodDisruptionBudget",
  "PodSecurityPolicy",
  "LimitRange",
  "ResourceQuota",
  "NetworkPolicy",
  "Namespace",
  "PriorityClass",
];

const uninstallOrderOf4 = [
  "ValidatingWebhookConfiguration",
  "MutatingWebhookConfiguration",
  ...uninstallOrder,
];

export type KindOrder = "install" | "uninstall";

/**
 * Sorts by kind, keeping the order of equals: known kinds as listed, then unknown ones by name. Only the kind counts,
 * not its API group.
 */
export function sortByKind<T extends { readonly kind: string }>(
  items: readonly T[],
  order: KindOrder,
  profile: Pick<RenderProfile, "major">,
): T[] {
  const four = profile.major === 4;
  const kinds =
    order === "install" ? (four ? installOrderOf4 : installOrder) : four ? uninstallOrderOf4 : uninstallOrder;
  const rank = new Map(kinds.map((kind, index) => [kind, index]));
  return items.toSorted((a, b) => {
    const first = rank.get(a.kind) ?? kinds.length;
    const second = rank.get(b.kind) ?? kinds.length;
    if (first !== second || first < kinds.length) return first - second;
    return compareStrings(a.kind, b.kind);
  });
}
