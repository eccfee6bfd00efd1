import { type KubeObject, refOf } from "../object.ts";
import { isFinished, type Pod } from "../pod.ts";
import { Quantity } from "../quantity.ts";
import type { ResourceRegistry } from "../resource-registry.ts";
import type { Service } from "../service.ts";
import type { PersistentVolumeClaim } from "../volumes.ts";
import { podUsage } from "./pod-usage.ts";

export type Usage = ReadonlyMap<string, Quantity>;

const one = Quantity.of(1);

/** Kinds that a quota counts under their plural. */
const counted: Readonly<Record<string, string>> = {
  ConfigMap: "configmaps",
  PersistentVolumeClaim: "persistentvolumeclaims",
  ReplicationController: "replicationcontrollers",
  ResourceQuota: "resourcequotas",
  Secret: "secrets",
  Service: "services",
};

/** What an object counts towards quotas (pkg/quota/v1/evaluator/core). A finished pod counts as an object only. */
export function objectUsage(object: KubeObject, resources: ResourceRegistry): Usage {
  const { kind } = refOf(object);
  const usage = new Map<string, Quantity>([[`count/${resources.nameOf(kind)}`, one]]);
  const plural = counted[kind];
  if (plural !== undefined) usage.set(plural, one);
  if (kind === "Pod") addPod(usage, object as Pod);
  else if (kind === "Service") addService(usage, object as Service);
  else if (kind === "PersistentVolumeClaim") addClaim(usage, object as PersistentVolumeClaim);
  return usage;
}

function addPod(usage: Map<string, Quantity>, pod: Pod): void {
  if (isFinished(pod)) return;
  usage.set("pods", one);
  for (const [name, amount] of podUsage(pod.spec, "requests")) {
    usage.set(name, amount).set(`requests.${name}`, amount);
  }
  for (const [name, amount] of podUsage(pod.spec, "limits")) usage.set(`limits.${name}`, amount);
}

function addService(usage: Map<string, Quantity>, { spec }: Service): void {
  const ports = Quantity.of((spec.ports ?? []).length);
  if (spec.type === "NodePort" || spec.type === "LoadBalancer") usage.set("services.nodeports", ports);
  if (spec.type === "LoadBalancer") usage.set("services.loadbalancers", one);
}

function addClaim(usage: Map<string, Quantity>, { spec }: PersistentVolumeClaim): void {
  const storage = Quantity.of(spec.resources?.requests?.["storage"]);
  usage.set("requests.storage", storage);
  if (spec.storageClassName === undefined) return;
  const suffix = `${spec.storageClassName}.storageclass.storage.k8s.io`;
  usage.set(`${suffix}/requests.storage`, storage).set(`${suffix}/persistentvolumeclaims`, one);
}
