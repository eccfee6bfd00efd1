import { ApiError } from "../../cluster/api/api-error.ts";
import { controllerOf, type KubeObject, type ObjectInput, type ObjectRef } from "../../cluster/api/object.ts";
import type { Pod } from "../../cluster/api/pod.ts";
import type { Cluster } from "../../cluster/cluster.ts";
import { matchesGlob } from "../glob.ts";
import type { FaultAction, FaultObject, FaultTarget } from "./fault.ts";
import type { RegistryOutages } from "./registry-outages.ts";
import { setCondition } from "./set-condition.ts";

export interface Battlefield {
  readonly cluster: Cluster;
  readonly registries: RegistryOutages;
  /** where objects are that name no namespace */
  readonly namespace: string;
}

/** Lets one thing go wrong now; gives why nothing happened, if nothing did. */
export function strike(action: FaultAction, field: Battlefield): string | undefined {
  const { cluster, registries } = field;
  const { api, kernel, links, kubelets } = cluster;
  const later = (after: number, undo: () => void): void => {
    if (after < Number.POSITIVE_INFINITY) kernel.schedule(after, undo);
  };
  switch (action.kind) {
    case "node-down":
      links.cut(action.node);
      later(action.for, () => links.restore(action.node));
      return undefined;
    case "registry-down":
      registries.begin(action.images);
      later(action.for, () => registries.end(action.images));
      return undefined;
    case "slow-api-server":
      api.slowBy += action.by;
      later(action.for, () => {
        api.slowBy -= action.by;
      });
      return undefined;
    case "kill": {
      const how = action.oomKilled ? { code: 137, reason: "OOMKilled" } : { code: action.code };
      const hit = podsFor(action.target, cluster).some((pod) =>
        containersFor(action.target, pod).some((name) => kubelets.killContainer(pod, name, how)),
      );
      return hit ? undefined : "no container that fits was running";
    }
    case "evict": {
      const hit = podsFor(action.target, cluster).some((pod) => kubelets.evict(pod, action.resource));
      return hit ? undefined : "no pod that fits was on a node";
    }
    case "condition":
      return setCondition(api, refTo(action.object, field), action.condition);
    case "create":
      return refusals(action.objects.map((object) => () => api.create(withNamespace(object, field))));
    case "delete":
      return refusals([() => api.delete(refTo(action.object, field))]);
  }
}

function refTo(
  { kind, namespace, name }: FaultObject,
  { cluster, namespace: usual }: Battlefield,
): ObjectRef {
  const { resources } = cluster.api;
  const namespaced =
    resources.find(resources.apiVersionOf(kind), kind.split(".")[0] ?? "")?.namespaced ?? true;
  return { kind, name, namespace: namespaced ? (namespace ?? usual) : "" };
}

function withNamespace(object: ObjectInput, { cluster, namespace }: Battlefield): ObjectInput {
  const resource = cluster.api.resources.find(object.apiVersion, object.kind);
  if (resource?.namespaced === false) return object;
  return { ...object, metadata: { namespace, ...object.metadata } };
}

/** Makes all changes; gives what the server says to those that it refuses. */
function refusals(changes: readonly (() => void)[]): string | undefined {
  const texts: string[] = [];
  for (const change of changes)
    try {
      change();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      texts.push(error.message);
    }
  return texts.length === 0 ? undefined : texts.join("; ");
}

function podsFor({ workload, pod }: FaultTarget, { api }: Cluster): readonly Pod[] {
  return api
    .list<Pod>("Pod")
    .filter((each) => pod === undefined || matchesGlob(pod, each.metadata.name))
    .filter((each) => workload === undefined || matchesGlob(workload, topOwner(each, api)));
}

/** `Deployment/web`: the workload at the top of a pod's owners. */
function topOwner(object: KubeObject, api: Cluster["api"]): string {
  const owner = controllerOf(object);
  if (owner === undefined) return `${object.kind}/${object.metadata.name}`;
  const stored = api.store.byUid(owner.uid);
  return stored === undefined ? `${owner.kind}/${owner.name}` : topOwner(stored, api);
}

function containersFor({ container }: FaultTarget, { spec }: Pod): readonly string[] {
  const names = [...spec.containers, ...(spec.initContainers ?? [])].map(({ name }) => name);
  return names.filter((name) => container === undefined || matchesGlob(container, name));
}
