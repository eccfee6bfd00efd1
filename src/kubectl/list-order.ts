import type { KubeObject } from "../cluster/api/object.ts";
import { compareStrings } from "../util/compare-strings.ts";

/** The order in which the server lists objects: that of the keys in etcd, by namespace and then by name. */
export const byServerOrder = (a: KubeObject, b: KubeObject): number =>
  compareStrings(a.metadata.namespace ?? "", b.metadata.namespace ?? "") ||
  compareStrings(a.metadata.name, b.metadata.name);
