import { ApiError } from "../api-error.ts";
import type { ApiServer } from "../api-server.ts";
import type { KubeObject } from "../object.ts";
import type { Pod } from "../pod.ts";
import type { Service } from "../service.ts";
import type { PersistentVolumeClaim } from "../volumes.ts";
import { checkClaimGrowth, withDefaultClass, withDefaultIngressClass } from "./default-classes.ts";
import { forbiddenBy } from "./forbidden.ts";
import { checkLimits, withLimitDefaults } from "./limit-ranger.ts";
import { withPriority } from "./priority.ts";
import { checkQuota } from "./resource-quota.ts";
import { checkRuntimeClass } from "./runtime-class.ts";
import { withServiceAccount } from "./service-account.ts";
import { withAddresses } from "./service-addresses.ts";

/**
 * What admission plugins make of a new object before it is validated (pkg/kubeapiserver/options/plugins.go has their
 * order).
 * @throws ApiError NotFound (namespace), Forbidden
 */
export function admit(api: ApiServer, object: KubeObject): KubeObject {
  requireNamespace(api, object);
  switch (object.kind) {
    case "Pod":
      return withPriority(api, withServiceAccount(api, withLimitDefaults(api, object as Pod)));
    case "PersistentVolumeClaim":
      return withDefaultClass(api, object as PersistentVolumeClaim);
    case "Ingress":
      return withDefaultIngressClass(api, object);
    case "Service":
      return withAddresses(api, object as Service);
    default:
      return object;
  }
}

/**
 * What validating admission plugins say of a new object that is valid otherwise.
 * @throws ApiError Forbidden
 */
export function checkAdmission(api: ApiServer, object: KubeObject): void {
  if (object.kind === "Pod") checkRuntimeClass(api, object as Pod);
  checkLimits(api, object);
  checkQuota(api, object);
}

/**
 * What admission plugins make of a change.
 * @throws ApiError Forbidden
 */
export function checkChange(api: ApiServer, wanted: KubeObject, old: KubeObject): KubeObject {
  if (wanted.spec === old.spec) return wanted;
  if (wanted.kind === "PersistentVolumeClaim")
    checkClaimGrowth(api, wanted as PersistentVolumeClaim, old as PersistentVolumeClaim);
  return wanted.kind === "Service" ? withAddresses(api, wanted as Service) : wanted;
}

const immortalNamespaces = ["default", "kube-system", "kube-public"];

/**
 * What admission plugins say of a deletion.
 * @throws ApiError Forbidden
 */
export function checkDeletion(api: ApiServer, object: KubeObject): void {
  if (object.kind === "Namespace" && immortalNamespaces.includes(object.metadata.name))
    throw forbiddenBy(api, object, "this namespace may not be deleted");
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
      "NamespaceTerminating",
    );
}
