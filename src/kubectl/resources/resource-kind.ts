import { kindName, type Resource } from "../../cluster/api/resources.ts";

/** The kind of a resource as ObjectRefs call it. */
export const resourceKind = (resource: Resource): string => kindName(apiVersionOf(resource), resource.kind);

/** The preferred `apiVersion` of its objects. */
export const apiVersionOf = ({ group, versions }: Resource): string =>
  group === "" ? (versions[0] ?? "v1") : `${group}/${versions[0]}`;
