import type { KubeObject } from "../object.ts";
import { dns1123Label } from "../validation/names.ts";
import type { Strategy } from "./strategy.ts";

export interface Namespace extends KubeObject {
  readonly spec: { readonly finalizers?: readonly string[] };
  readonly status: { readonly phase: "Active" | "Terminating" };
}

/** A namespace is kept until its contents are gone (pkg/registry/core/namespace/strategy.go). */
export const namespaceStrategy: Strategy<Namespace> = {
  nameRule: dns1123Label,
  prepare: (object) => ({
    ...object,
    metadata: {
      ...object.metadata,
      labels: { ...object.metadata.labels, "kubernetes.io/metadata.name": object.metadata.name },
    },
    spec: { finalizers: ["kubernetes"] },
    status: { phase: "Active" },
  }),
};
