import type { Resource } from "../../cluster/api/resources.ts";

/** The short names of built-in resources, as discovery tells them. */
const shortNames: Readonly<Record<string, readonly string[]>> = {
  pods: ["po"],
  services: ["svc"],
  configmaps: ["cm"],
  serviceaccounts: ["sa"],
  persistentvolumeclaims: ["pvc"],
  persistentvolumes: ["pv"],
  namespaces: ["ns"],
  nodes: ["no"],
  events: ["ev"],
  endpoints: ["ep"],
  replicationcontrollers: ["rc"],
  resourcequotas: ["quota"],
  limitranges: ["limits"],
  deployments: ["deploy"],
  replicasets: ["rs"],
  statefulsets: ["sts"],
  daemonsets: ["ds"],
  cronjobs: ["cj"],
  ingresses: ["ing"],
  networkpolicies: ["netpol"],
  poddisruptionbudgets: ["pdb"],
  horizontalpodautoscalers: ["hpa"],
  storageclasses: ["sc"],
  priorityclasses: ["pc"],
  certificatesigningrequests: ["csr"],
  customresourcedefinitions: ["crd", "crds"],
};

export const shortNamesOf = ({ plural }: Resource): readonly string[] => shortNames[plural] ?? [];

/** What `all` stands for, in the order of discovery. */
export const allCategory: readonly string[] = [
  "pods",
  "replicationcontrollers",
  "services",
  "daemonsets.apps",
  "deployments.apps",
  "replicasets.apps",
  "statefulsets.apps",
  "horizontalpodautoscalers.autoscaling",
  "cronjobs.batch",
  "jobs.batch",
];
