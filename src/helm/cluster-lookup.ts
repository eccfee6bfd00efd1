import type { Lookup } from "../chart/engine-functions.ts";
import { ApiError } from "../cluster/api/api-error.ts";
import type { ApiServer } from "../cluster/api/api-server.ts";
import { kindName } from "../cluster/api/resources.ts";
import { GoMap, type Value } from "../gotemplate/value.ts";
import { jsonToValue } from "../goyaml/json-decode.ts";

/** Lets templates read the virtual cluster (pkg/engine/lookup_func.go); what is not there is an empty map. */
export const clusterLookup =
  (api: ApiServer): Lookup =>
  (apiVersion, kind, namespace, name) => {
    const resource = api.resources.find(apiVersion, kind);
    if (resource === undefined)
      throw new ApiError(
        "NotFound",
        `unable to get apiresource from unstructured: ${apiVersion}, Kind=${kind}`,
      );
    const ref = { kind: kindName(apiVersion, kind), namespace: resource.namespaced ? namespace : "", name };
    if (name !== "") return toValue(api.get(ref) ?? {});
    const items = api.list(ref.kind, resource.namespaced && namespace !== "" ? namespace : undefined);
    return toValue({ apiVersion, kind: `${kind}List`, metadata: { resourceVersion: "" }, items });
  };

function toValue(json: unknown): Value {
  const value = jsonToValue(JSON.stringify(json));
  return value instanceof GoMap ? value : new GoMap();
}
