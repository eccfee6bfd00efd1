import type { ObjectInput } from "../api/object.ts";
import type { Namespace } from "../api/strategies/namespace.ts";
import type { ClusterContext } from "../cluster.ts";
import { WorkQueue } from "./work-queue.ts";

/** What every pod in a namespace needs: the default ServiceAccount and the cluster's CA certificate. */
const contents: readonly ObjectInput[] = [
  { apiVersion: "v1", kind: "ServiceAccount", metadata: { name: "default" } },
  {
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: {
      name: "kube-root-ca.crt",
      annotations: {
        "kubernetes.io/description":
          "Contains a CA bundle that can be used to verify the kube-apiserver when using internal endpoints such as the internal service IP or kubernetes.default.svc. No other usage is guaranteed across distributions of Kubernetes clusters.",
      },
    },
    data: { "ca.crt": "" },
  },
];

/**
 * Gives namespaces what they all have, and gives it back if somebody deletes it
 * (pkg/controller/serviceaccount, pkg/controller/certificates/rootcacertpublisher).
 */
export function startNamespaceBootstrap(context: ClusterContext): void {
  const { api, kernel, latency } = context;
  const queue = new WorkQueue(kernel, {
    latency: latency.controller,
    sync,
    retry: { first: 5, longest: 1_000_000 },
  });
  api.watch<Namespace>("Namespace", ({ type, object }) => {
    if (type === "ADDED") queue.add(object.metadata.name);
  });
  for (const { kind, metadata } of contents)
    api.watch(kind, ({ type, object }) => {
      if (type === "DELETED" && object.metadata.name === metadata.name)
        queue.add(object.metadata.namespace ?? "");
    });

  function sync(namespace: string): void {
    const stored = api.get<Namespace>({ kind: "Namespace", namespace: "", name: namespace });
    if (stored === undefined || stored.metadata.deletionTimestamp !== undefined) return;
    for (const input of contents) {
      const { name = "" } = input.metadata;
      if (api.get({ kind: input.kind, namespace, name }) === undefined)
        api.create({ ...input, metadata: { ...input.metadata, namespace } });
    }
  }
}
