import { ApiError } from "./api-error.ts";
import type { ApiServer } from "./api-server.ts";
import type { KubeObject } from "./object.ts";
import type { Pod } from "./pod.ts";

/**
 * What admission plugins do to a new object; the result is what is stored.
 * @throws ApiError NotFound (namespace), Forbidden
 */
export function admit(api: ApiServer, object: KubeObject): KubeObject {
  requireNamespace(api, object);
  if (object.kind === "Pod") requireServiceAccount(api, object as Pod);
  return object;
}

/** NamespaceLifecycle */
function requireNamespace(api: ApiServer, object: KubeObject): void {
  const name = object.metadata.namespace;
  if (name === undefined) return;
  const namespace = api.get({ kind: "Namespace", namespace: "", name });
  if (namespace === undefined) throw new ApiError("NotFound", `namespaces "${name}" not found`);
  if (namespace.metadata.deletionTimestamp !== undefined)
    throw new ApiError(
      "Forbidden",
      `${api.resources.nameOf(object.kind)} "${object.metadata.name}" is forbidden: unable to create new content in namespace ${name} because it is being terminated`,
    );
}

/** ServiceAccount: a pod of a controller is named by its prefix, as its name is not drawn yet. */
function requireServiceAccount(api: ApiServer, pod: Pod): void {
  const namespace = pod.metadata.namespace ?? "";
  const account = pod.spec.serviceAccountName ?? "default";
  if (api.get({ kind: "ServiceAccount", namespace, name: account }) !== undefined) return;
  const shown = pod.metadata.generateName ?? pod.metadata.name;
  throw new ApiError(
    "Forbidden",
    `pods "${shown}" is forbidden: error looking up service account ${namespace}/${account}: serviceaccount "${account}" not found`,
  );
}
