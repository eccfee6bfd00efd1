import { ApiError } from "../../cluster/api/api-error.ts";
import { Semantics } from "../../cluster/api/apply/list-semantics.ts";
import type { KubeObject, ObjectInput } from "../../cluster/api/object.ts";
import { applyText, decodeText } from "../../cluster/api/types/type-problem-text.ts";
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

/** @throws ApiError for fields that are unknown or of the wrong type, and for lists whose items are not told apart by their keys */
function refuseUntyped(resource: Resource): void {
  const { structure, decoding } = untypedIn(resource.object);
  const kind = groupVersionKind(resource);
  const target = `${resource.namespace}/${resource.name}; ${kind}`;
  if (structure !== undefined)
    throw new ApiError("BadRequest", `failed to create typed patch object (${target}): ${structure}`);
  if (decoding !== undefined)
    throw new ApiError(
      "BadRequest",
      `failed to convert new object (${target}) to proper version: unable to convert unstructured object to ${kind}: ${decoding}`,
    );
}

/** What the server says of an object's structure, which it checks first, and of what it cannot decode. */
const untypedIn = remembering((object: ObjectInput) => {
  const semantics = new Semantics(object);
  const problems = typeProblems(object);
  const texts = [
    ...problems.map((problem) => applyText(problem, object, semantics)).filter((text) => text !== undefined),
    ...keyProblems(object, semantics),
  ];
  const [first] = problems;
  return {
    structure: texts.length <= 1 ? texts[0] : `errors:\n${texts.map((each) => `  ${each}`).join("\n")}`,
    decoding: first === undefined ? undefined : decodeText(first),
  };
});
