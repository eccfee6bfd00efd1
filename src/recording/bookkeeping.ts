import type { ObjectName } from "./recording.ts";

/** Kinds that controllers keep for themselves. */
const kinds: ReadonlySet<string> = new Set([
  "ControllerRevision",
  "Endpoints",
  "EndpointSlice",
  "Event",
  "Lease",
]);

/** What every namespace gets. */
const bootstrapped: ReadonlySet<string> = new Set(["ConfigMap/kube-root-ca.crt", "ServiceAccount/default"]);

/** Whether nobody asks what becomes of the object: the cluster makes it by itself and tidies it away. */
export const isBookkeeping = ({ kind, name }: ObjectName): boolean =>
  kinds.has(kind) || bootstrapped.has(`${kind}/${name}`);
