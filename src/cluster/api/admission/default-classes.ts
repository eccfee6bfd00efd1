import type { ApiServer } from "../api-server.ts";
import type { KubeObject } from "../object.ts";
import { Quantity } from "../quantity.ts";
import type { PersistentVolumeClaim, StorageClass } from "../volumes.ts";
import { forbiddenBy } from "./forbidden.ts";

/** The DefaultStorageClass plugin: a claim that names no class gets the default one; of several the newest. */
export function withDefaultClass(api: ApiServer, claim: PersistentVolumeClaim): PersistentVolumeClaim {
  if (claim.spec.storageClassName !== undefined) return claim;
  const defaults = defaultsOf(api, "StorageClass", "storageclass.kubernetes.io/is-default-class");
  const newest = defaults.sort((a, b) =>
    a.metadata.creationTimestamp === b.metadata.creationTimestamp
      ? a.metadata.name < b.metadata.name
        ? -1
        : 1
      : a.metadata.creationTimestamp > b.metadata.creationTimestamp
        ? -1
        : 1,
  )[0];
  if (newest === undefined) return claim;
  return { ...claim, spec: { ...claim.spec, storageClassName: newest.metadata.name } };
}

/** The DefaultIngressClass plugin. */
export function withDefaultIngressClass(api: ApiServer, ingress: KubeObject): KubeObject {
  const spec = (ingress.spec ?? {}) as { readonly ingressClassName?: string };
  const annotated = ingress.metadata.annotations?.["kubernetes.io/ingress.class"] !== undefined;
  if (spec.ingressClassName !== undefined || annotated) return ingress;
  const defaults = defaultsOf(api, "IngressClass", "ingressclass.kubernetes.io/is-default-class");
  const [first] = defaults;
  return first === undefined
    ? ingress
    : { ...ingress, spec: { ...spec, ingressClassName: first.metadata.name } };
}

const defaultsOf = (api: ApiServer, kind: string, annotation: string): KubeObject[] =>
  api.list(kind).filter(({ metadata }) => metadata.annotations?.[annotation] === "true");

/**
 * The PersistentVolumeClaimResize plugin: only claims of a class that allows it may grow.
 * @throws ApiError Forbidden
 */
export function checkClaimGrowth(
  api: ApiServer,
  wanted: PersistentVolumeClaim,
  old: PersistentVolumeClaim,
): void {
  const size = ({ spec }: PersistentVolumeClaim): Quantity =>
    Quantity.of(spec.resources?.requests?.["storage"]);
  if (size(wanted).compare(size(old)) <= 0) return;
  const name = wanted.spec.storageClassName ?? "";
  const found = api.get<StorageClass>({ kind: "StorageClass", namespace: "", name });
  if (found?.allowVolumeExpansion === true) return;
  throw forbiddenBy(
    api,
    wanted,
    "only dynamically provisioned pvc can be resized and the storageclass that provisions the pvc must support resize",
  );
}
