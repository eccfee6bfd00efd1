import { keyOf, type ObjectRef, refFromKey, refOf } from "../api/object.ts";
import type { Resource } from "../api/resources.ts";
import { kindName } from "../api/resources.ts";
import type { CustomResourceDefinition } from "../api/strategies/custom-resource-definition.ts";
import { type Condition, isTrue } from "../api/workloads.ts";
import type { ClusterContext } from "../cluster.ts";
import { withoutFinalizer } from "./finalizers.ts";
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
  // A definition that is being deleted waits for the last object of its kind.
  const terminating = new Map<string, string>();
  api.onWrite(({ type, object }) => {
    if (type !== "DELETED" || terminating.size === 0) return;
    const key = terminating.get(refOf(object).kind);
    if (key !== undefined) queue.add(key);
  });

  function sync(key: string): void {
    const ref = refFromKey(kind, key);
    const definition = api.get<CustomResourceDefinition>(ref);
    if (definition === undefined) return;
    const { conditions } = definition.status;
    if (definition.metadata.deletionTimestamp !== undefined) cleanUp(ref, definition);
    else if (!isTrue(conditions, "NamesAccepted")) acceptNames(ref, definition);
    else if (!isTrue(conditions, "Established")) establish(ref);
    else api.resources.add(resourceOf(definition));
  }

  function acceptNames(ref: ObjectRef, { spec }: CustomResourceDefinition): void {
    api.updateStatus<CustomResourceDefinition>(ref, (status) => ({
      ...status,
      acceptedNames: spec.names,
      conditions: [
        condition("NamesAccepted", "True", "NoConflicts", "no conflicts found"),
        condition("Established", "False", "Installing", "the initial names have been accepted"),
      ],
    }));
  }

  function establish(ref: ObjectRef): void {
    api.update<CustomResourceDefinition>(ref, (current) => ({
      ...current,
      metadata: { ...current.metadata, finalizers: [...(current.metadata.finalizers ?? []), cleanup] },
    }));
    setCondition(
      ref,
      condition("Established", "True", "InitialNamesAccepted", "the initial names have been accepted"),
    );
    api.resources.add(resourceOf(api.require(ref)));
  }

  function cleanUp(ref: ObjectRef, definition: CustomResourceDefinition): void {
    const custom = customKind(definition);
    terminating.set(custom, keyOf(definition));
    if (!isTrue(definition.status.conditions, "Terminating"))
      setCondition(
        ref,
        condition(
          "Terminating",
          "True",
          "InstanceDeletionInProgress",
          "CustomResource deletion is in progress",
        ),
      );
    for (const object of api.list(custom))
      if (object.metadata.deletionTimestamp === undefined) api.delete(refOf(object));
    if (api.list(custom).length > 0) return;
    terminating.delete(custom);
    api.update<CustomResourceDefinition>(ref, (stored) => withoutFinalizer(stored, cleanup));
  }

  function condition(type: string, status: Condition["status"], reason: string, message: string): Condition {
    return { type, status, reason, message, lastTransitionTime: clock.timestamp() };
  }

  function setCondition(ref: ObjectRef, wanted: Condition): void {
    api.updateStatus<CustomResourceDefinition>(ref, (status) => ({
      ...status,
      conditions: [...(status.conditions ?? []).filter(({ type }) => type !== wanted.type), wanted],
    }));
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
    custom: true,
  };
}
