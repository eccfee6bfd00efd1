import { ApiError } from "../../cluster/api/api-error.ts";
import { Semantics } from "../../cluster/api/apply/list-semantics.ts";
import type { KubeObject, ObjectInput } from "../../cluster/api/object.ts";
import { applyText } from "../../cluster/api/types/type-problem-text.ts";
import { typeProblems } from "../../cluster/api/types/type-problems.ts";
import { typedObject } from "../../cluster/api/types/typed-object.ts";
import type { Process } from "../../sim/wait.ts";
import { remembering } from "../../util/remembering.ts";
import { failureText, HelmFailure } from "../helm-failure.ts";
import type { ApplyMethod } from "../release.ts";
import { groupVersionKind, type Resource, requireName } from "../resource.ts";
import type { Session } from "../session.ts";
import { keyProblems } from "./key-problems.ts";
import { applyServerSide, claimNew, helmApply, helmUpdate } from "./server-side-apply.ts";

/**
 * Creates an object. Helm 3 and client-side apply POST it; server-side apply changes one that is there already.
 * @throws ApiError, HelmFailure
 */
export function* createOne(
  session: Session,
  resource: Resource,
  method: ApplyMethod,
  force = false,
): Process<Resource> {
  if (method === "ssa") {
    yield* applyOne(session, resource, force);
    return resource;
  }
  const { metadata } = yield* session.api.create(claimNew(resource.object, helmUpdate));
  // The server may have made up the name.
  return { ...resource, name: metadata.name, ref: { ...resource.ref, name: metadata.name } };
}

/** One PATCH of server-side apply. */
export function* applyOne(session: Session, resource: Resource, force: boolean): Process<void> {
  try {
    requireName(resource);
    yield* session.api.call(() => {
      const { api } = session.cluster;
      refuseUntyped(resource);
      const object = typedObject(resource.object);
      if (api.get(resource.ref) === undefined) api.create(claimNew(object, helmApply));
      else api.update<KubeObject>(resource.ref, (live) => applyServerSide(live, object, force));
    });
  } catch (error) {
    const target = `${resource.namespace}/${resource.name} ${groupVersionKind(resource)}`;
    if (error instanceof ApiError && error.reason === "Conflict")
      throw new HelmFailure(`conflict occurred while applying object ${target}: ${error.message}`);
    if (!session.rules.wrapsApplyErrors) throw error;
    throw new HelmFailure(`server-side apply failed for object ${target}: ${failureText(error)}`);
  }
}

/** @throws ApiError for fields that are unknown or of the wrong type, and where a list has two items with one key */
function refuseUntyped(resource: Resource): void {
  const found = untypedIn(resource.object);
  if (found.length === 0) return;
  const texts = found.length === 1 ? found[0] : `errors:\n${found.map((each) => `  ${each}`).join("\n")}`;
  throw new ApiError(
    "BadRequest",
    `failed to create typed patch object (${resource.namespace}/${resource.name}; ${groupVersionKind(resource)}): ${texts}`,
  );
}

const untypedIn = remembering((object: ObjectInput): readonly string[] => {
  const semantics = new Semantics(object);
  return [
    ...typeProblems(object).map((problem) => applyText(problem, object, semantics)),
    ...keyProblems(object, semantics),
  ];
});
