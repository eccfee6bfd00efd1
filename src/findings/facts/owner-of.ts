import { controllerOf, type KubeObject, refOf } from "../../cluster/api/object.ts";
import { kindName } from "../../cluster/api/resources.ts";
import type { ObjectName } from "../../recording/recording.ts";
import type { Place } from "../../util/errors.ts";
import type { Evidence } from "../evidence.ts";
import { placeIn } from "./declared.ts";

/** The object at the top of an object's owners: the Deployment of a pod. */
export function ownerOf(evidence: Evidence, object: KubeObject, t: number): ObjectName {
  const owner = controllerOf(object);
  const { kind, namespace, name } = refOf(object);
  if (owner === undefined) return { kind, namespace, name };
  const above = { kind: kindName(owner.apiVersion, owner.kind), namespace, name: owner.name };
  const found = evidence.history.at(above, t);
  return found === undefined ? above : ownerOf(evidence, found, t);
}

/** Where the chart makes an object, as it was rendered last. */
export function placeOfObject({ renders }: Evidence, object: ObjectName): Place | undefined {
  for (const render of renders.toReversed()) {
    const place = placeIn(render, object);
    if (place !== undefined) return place;
  }
  return undefined;
}
