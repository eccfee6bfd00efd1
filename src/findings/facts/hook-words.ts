import type { Manifest } from "../../chart/rendered-chart.ts";

/** What a manifest names in `helm.sh/hook`, known or not. */
export const eventsOf = ({ annotations }: Manifest): string[] =>
  (annotations["helm.sh/hook"] ?? "").split(",").map((word) => word.trim().toLowerCase());

/** Words of Helm 2 that later versions do not know, and what to do instead. */
export const pastEvents: ReadonlyMap<string, string> = new Map([
  ["test-failure", "Write a test that succeeds when the thing it tests fails, with the event test."],
  ["crd-install", "Put the CustomResourceDefinition into the chart's folder crds/."],
]);

/** The words of `helm.sh/hook-delete-policy`. */
export const deletePolicies: readonly string[] = ["before-hook-creation", "hook-succeeded", "hook-failed"];
