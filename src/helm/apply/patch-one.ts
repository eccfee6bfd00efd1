import { Semantics } from "../../cluster/api/apply/list-semantics.ts";
import { claimChanges } from "../../cluster/api/apply/managed-fields.ts";
import type { KubeObject } from "../../cluster/api/object.ts";
import { kindName } from "../../cluster/api/resources.ts";
import { typeProblems } from "../../cluster/api/types/type-problems.ts";
import type { Process } from "../../sim/wait.ts";
import { prefixed } from "../helm-failure.ts";
import type { Resource } from "../resource.ts";
import type { Session } from "../session.ts";
import { jsonMerge, threeWayMerge, twoWayMerge } from "./three-way-merge.ts";

/**
 * Brings a live object to a new manifest by client-side apply (pkg/kube/client.go, updateResource): built-in kinds by a
 * strategic merge of old manifest, new manifest and live object, custom ones by what changed between the manifests, or by a
 * three-way JSON merge. A patch without content is not sent; the object is read once more instead.
 * @throws HelmFailure `cannot patch "web" with kind Deployment: …`
 */
export function* patchOne(
  session: Session,
  original: Resource,
  target: Resource,
  threeWayJson: boolean,
): Process<void> {
  const { api } = session;
  const live = yield* api.get(target.ref);
  const change = (object: KubeObject): KubeObject => merged(original, target, object, threeWayJson);
  if (change(live) === live) {
    yield* api.get(target.ref);
    return;
  }
  try {
    // where the server's answer tells what was sent, that was a JSON merge patch
    yield* api.patch<KubeObject>(target.ref, change, { manager: "helm" }, { kind: "json" });
  } catch (error) {
    throw prefixed(`cannot patch "${target.name}" with kind ${target.kind}`, error);
  }
}

function merged(original: Resource, target: Resource, live: KubeObject, threeWayJson: boolean): KubeObject {
  if (!isCustom(target)) return threeWayMerge(original.object, target.object, live, new Semantics(target));
  return threeWayJson
    ? threeWayMerge(original.object, target.object, live, jsonMerge)
    : twoWayMerge(original.object, target.object, live);
}

/** Whether Helm's client has no Go type for an object: for its kind, or for the values of its fields. */
const isCustom = ({ apiVersion, kind, object }: Resource): boolean =>
  kindName(apiVersion, kind) !== kind || typeProblems(object).some(({ type }) => type !== undefined);

/**
 * `--force`: replaces an object, keeping what only the server can know of it.
 * @throws HelmFailure `failed to replace object: …`
 */
export function* replaceOne(session: Session, target: Resource): Process<void> {
  try {
    yield* session.api.get(target.ref);
    yield* session.api.update<KubeObject>(target.ref, (live) => {
      const { uid, creationTimestamp, generation, deletionTimestamp, deletionGracePeriodSeconds } =
        live.metadata;
      const { name = live.metadata.name, resourceVersion: _given, ...metadata } = target.object.metadata;
      const next: KubeObject = {
        ...target.object,
        metadata: {
          ...metadata,
          name,
          uid,
          creationTimestamp,
          resourceVersion: live.metadata.resourceVersion,
          ...(generation === undefined ? {} : { generation }),
          ...(deletionTimestamp === undefined ? {} : { deletionTimestamp }),
          ...(deletionGracePeriodSeconds === undefined ? {} : { deletionGracePeriodSeconds }),
        },
        ...(live.status === undefined ? {} : { status: live.status }),
      };
      return claimChanges(live, next, { manager: "helm" });
    });
  } catch (error) {
    throw prefixed("failed to replace object", error);
  }
}
