import type { ClusterContext } from "../cluster.ts";

/** Gives a new namespace what every pod in it needs: the default ServiceAccount and the cluster's CA certificate. */
export function startNamespaceBootstrap(context: ClusterContext): void {
  const { api, kernel, latency } = context;
  api.watch("Namespace", ({ type, object }) => {
    if (type !== "ADDED") return;
    kernel.schedule(latency.controller, () => {
      const namespace = object.metadata.name;
      if (api.get({ kind: "Namespace", namespace: "", name: namespace }) === undefined) return;
      if (api.get({ kind: "ServiceAccount", namespace, name: "default" }) === undefined)
        api.create({ apiVersion: "v1", kind: "ServiceAccount", metadata: { name: "default", namespace } });
      if (api.get({ kind: "ConfigMap", namespace, name: "kube-root-ca.crt" }) === undefined)
        api.create({
          apiVersion: "v1",
          kind: "ConfigMap",
          metadata: { name: "kube-root-ca.crt", namespace },
          data: { "ca.crt": "" },
        });
    });
  });
}
