import type { Manifest } from "../../chart/rendered-chart.ts";

const annotation = "helm.sh/resource-policy";

/**
 * What an uninstallation keeps and what it removes (pkg/action/resource_policy.go). A manifest with any other value of
 * the annotation is in neither list: Helm leaves the object alone and says nothing of it.
 */
export function splitByPolicy(manifests: readonly Manifest[]): {
  readonly keep: readonly Manifest[];
  readonly remove: readonly Manifest[];
} {
  const policyOf = ({ annotations }: Manifest): string | undefined =>
    annotations[annotation]?.trim().toLowerCase();
  return {
    keep: manifests.filter((each) => policyOf(each) === "keep"),
    remove: manifests.filter((each) => policyOf(each) === undefined),
  };
}

/** Whether an upgrade or rollback leaves a live object alone: here the value counts to the letter. */
export const isKept = (annotations: Readonly<Record<string, string>> | undefined): boolean =>
  annotations?.[annotation] === "keep";
