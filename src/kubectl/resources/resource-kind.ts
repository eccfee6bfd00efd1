import { kindName, type Resource } from "../../cluster/api/resources.ts";

/** The kind of a resource as ObjectRefs call it. */
export const resourceKind = ({ group, versions, kind }: Resource): string =>
  kindName(group === "" ? (versions[0] ?? "v1") : `${group}/${versions[0]}`, kind);
