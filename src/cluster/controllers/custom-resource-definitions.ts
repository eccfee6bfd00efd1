import { keyOf, type ObjectRef, refFromKey, refOf } from "../api/object.ts";
import type { Resource } from "../api/resources.ts";
import { kindName } from "../api/resources.ts";
import type { CustomResourceDefinition } from "../api/strategies/custom-resource-definition.ts";
import { type Condition, isTrue } from "../api/workloads.ts";
import type { ClusterContext } from "../cluster.ts";
import { WorkQueue } from "./work-queue.ts";

const kind = "CustomResourceDefinition";
const cleanup = "customresourcecleanup.apiextensions.k8s.io";

/**
 * Lets the server know custom kinds: a definition's names are accepted, then it is established and its kind is served.
 * With the definition go all objects of the kind (apiextensions-apiserver, pkg/controller/{status,establish,finalizer}).
 */
export function startCustomResourceDefinitions(context: ClusterContext): void {
  const { api, kernel, latency, clock } = context;
  const queue = new WorkQueue(kernel, {
    latency: latency.controller,
    sync,
    retry: { first: 5, longest: 1_000_000 },
  });

  api.watch<CustomResourceDefinition>(kind, ({ type, object }) => {
    if (type === "DELETED") api.resources.remove(resourceOf(object));
    else queue.add(keyOf(object));
  });
  api.onWrite(({ type, object }) => {
    // A definition waits for the last object of its kind.
    if (type !== "DELETED") return;
    for (const definition of api.list<CustomResourceDefinition>(kind))
      if (
        definition.metadata.deletionTimestamp !== undefined &&
        refOf(object).kind === customKind(definition)
      )
        queue.add(keyOf(definition));
  });

  function sync(key: string): void {
    const ref = refFromKey(kind, key);
    const definition = api.get<CustomResourceDefinition>(ref);
    if (definition === undefined) return;
    if (definition.metadata.deletionTimestamp !== undefined) cleanUp(ref, definition);
    else if (!isTrue(definition.status.conditions, "Established")) establish(ref);
    else api.resources.add(resourceOf(definition));
  }

  function establish(ref: ObjectRef): void {
    const condition = (type: string, reason: string, message: string): Condition => ({
      type,
      status: "True",
      reason,
      message,
      lastTransitionTime: clock.timestamp(),
    });
    api.updateStatus<CustomResourceDefinition>(ref, (status) => ({
      ...status,
      acceptedNames: api.require<CustomResourceDefinition>(ref).spec.names,
      conditions: [
        condition("NamesAccepted", "NoConflicts", "no conflicts found"),
        condition("Established", "InitialNamesAccepted", "the initial names have been accepted"),
      ],
    }));
    const definition = api.update<CustomResourceDefinition>(ref, (current) => ({
      ...current,
      metadata: { ...current.metadata, finalizers: [...(current.metadata.finalizers ?? []), cleanup] },
    }));
    api.resources.add(resourceOf(definition));
  }

  function cleanUp(ref: ObjectRef, definition: CustomResourceDefinition): void {
    const objects = api.list(customKind(definition));
    for (const object of objects)
      if (object.metadata.deletionTimestamp === undefined) api.delete(refOf(object));
    if (api.list(customKind(definition)).length > 0) return;
    api.update<CustomResourceDefinition>(ref, (current) => {
      const { finalizers = [], ...metadata } = current.metadata;
      const left = finalizers.filter((each) => each !== cleanup);
      return { ...current, metadata: left.length === 0 ? metadata : { ...metadata, finalizers: left } };
    });
  }
}

const customKind = ({ spec }: CustomResourceDefinition): string =>
  kindName(`${spec.group}/v1`, spec.names.kind);

/** What the server serves for a definition; its storage version is preferred. */
function resourceOf({ spec }: CustomResourceDefinition): Resource {
  const served = spec.versions.filter((version) => version.served !== false);
  const preferred = [...served].sort((a, b) => Number(b.storage === true) - Number(a.storage === true));
  return {
    group: spec.group,
    versions: preferred.map(({ name }) => name),
    kind: spec.names.kind,
    plural: spec.names.plural,
    namespaced: spec.scope === "Namespaced",
    generation: true,
  };
}
