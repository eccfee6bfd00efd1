import { ApiError } from "../../cluster/api/api-error.ts";
import type { KubeObject } from "../../cluster/api/object.ts";
import type { Resource } from "../../cluster/api/resources.ts";
import { fieldAt } from "../columns/field-columns.ts";
import { resourceKind } from "./resource-kind.ts";

/** What the server can select by, besides the name and the namespace. */
const selectable: Readonly<Record<string, readonly string[]>> = {
  Pod: [
    "spec.nodeName",
    "spec.restartPolicy",
    "spec.schedulerName",
    "spec.serviceAccountName",
    "spec.hostNetwork",
    "status.phase",
    "status.podIP",
    "status.nominatedNodeName",
  ],
  Event: [
    "involvedObject.kind",
    "involvedObject.namespace",
    "involvedObject.name",
    "involvedObject.uid",
    "involvedObject.apiVersion",
    "involvedObject.resourceVersion",
    "involvedObject.fieldPath",
    "reason",
    "reportingComponent",
    "source",
    "type",
  ],
  Job: ["status.successful"],
  Namespace: ["status.phase"],
  Node: ["spec.unschedulable"],
  ReplicaSet: ["status.replicas"],
  ReplicationController: ["status.replicas"],
  Secret: ["type"],
};

/**
 * What `--field-selector` asks for: `path=value`, `path!=value`, separated by commas.
 * @throws ApiError BadRequest for a field that the server cannot select by
 */
export function parseFieldSelector(text: string, resource: Resource): (object: KubeObject) => boolean {
  const kind = resourceKind(resource);
  const supported = ["metadata.name", "metadata.namespace", ...(selectable[kind] ?? [])];
  const requirements = text
    .split(",")
    .filter((part) => part !== "")
    .map((part) => {
      const [, path = part, operator = "=", value = ""] = /^(.*?)(!=|==?)(.*)$/.exec(part) ?? [];
      if (!supported.includes(path)) throw unsupported(text, path, resource, selectable[kind] !== undefined);
      return (object: KubeObject) => {
        const field =
          path === "status.successful" ? fieldAt(object, "status.succeeded") : fieldAt(object, path);
        return (String(field ?? "") === value) === (operator !== "!=");
      };
    });
  return (object) => requirements.every((holds) => holds(object));
}

function unsupported(
  text: string,
  path: string,
  { group, versions, plural }: Resource,
  own: boolean,
): ApiError {
  const why = own
    ? `field label not supported: ${path}`
    : `${JSON.stringify(path)} is not a known field selector: only "metadata.name", "metadata.namespace"`;
  return new ApiError(
    "BadRequest",
    `Unable to find "${group}/${versions[0]}, Resource=${plural}" that match label selector "", field selector ${JSON.stringify(text)}: ${why}`,
  );
}
