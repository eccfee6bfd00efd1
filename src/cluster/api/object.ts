import { kindName } from "./resources.ts";

/** Kubernetes objects as the API server stores them: plain JSON, treated as immutable snapshots. */
export interface KubeObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: ObjectMeta;
  readonly spec?: unknown;
  readonly status?: unknown;
  readonly [field: string]: unknown;
}

export interface ObjectMeta {
  readonly name: string;
  readonly namespace?: string;
  readonly generateName?: string;
  readonly uid: string;
  /** a decimal number that grows with every write to the cluster */
  readonly resourceVersion: string;
  readonly generation?: number;
  /** RFC 3339, whole seconds */
  readonly creationTimestamp: string;
  readonly deletionTimestamp?: string;
  readonly deletionGracePeriodSeconds?: number;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly ownerReferences?: readonly OwnerReference[];
  readonly finalizers?: readonly string[];
}

export interface OwnerReference {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly uid: string;
  readonly controller?: boolean;
  readonly blockOwnerDeletion?: boolean;
}

export interface LabelSelector {
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly matchExpressions?: readonly {
    readonly key: string;
    readonly operator: "In" | "NotIn" | "Exists" | "DoesNotExist";
    readonly values?: readonly string[];
  }[];
}

/** What a client sends: the server fills the rest of the metadata. */
export interface ObjectInput {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: Partial<ObjectMeta>;
  readonly [field: string]: unknown;
}

/**
 * Names one object of a cluster. `kind` is `Deployment` for a built-in kind and `Certificate.cert-manager.io` for all
 * others (see `kindName`); `namespace` is "" for cluster-scoped kinds.
 */
export interface ObjectRef {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

export const refOf = (object: KubeObject): ObjectRef => ({
  kind: kindName(object.apiVersion, object.kind),
  namespace: object.metadata.namespace ?? "",
  name: object.metadata.name,
});

/** `namespace/name`: the key of controllers' queues and of the store, unique within a kind. */
export const keyOf = (object: KubeObject): string =>
  `${object.metadata.namespace ?? ""}/${object.metadata.name}`;

/** What `keyOf` named. */
export function refFromKey(kind: string, key: string): ObjectRef {
  const slash = key.indexOf("/");
  return { kind, namespace: key.slice(0, slash), name: key.slice(slash + 1) };
}

/** The owner that manages the object, if one does. */
export function controllerOf({ metadata: { ownerReferences } }: KubeObject): OwnerReference | undefined {
  if (ownerReferences !== undefined)
    for (const owner of ownerReferences) if (owner.controller === true) return owner;
  return undefined;
}

export const ownerReference = (owner: KubeObject): OwnerReference => ({
  apiVersion: owner.apiVersion,
  kind: owner.kind,
  name: owner.metadata.name,
  uid: owner.metadata.uid,
  controller: true,
  blockOwnerDeletion: true,
});

/** Whether `labels` satisfy `selector`; an absent or empty selector matches everything. */
export function matchesSelector(
  selector: LabelSelector | undefined,
  labels: Readonly<Record<string, string>> = {},
): boolean {
  for (const [key, value] of Object.entries(selector?.matchLabels ?? {}))
    if (labels[key] !== value) return false;
  for (const { key, operator, values = [] } of selector?.matchExpressions ?? []) {
    const value = labels[key];
    const holds = {
      In: value !== undefined && values.includes(value),
      NotIn: value === undefined || !values.includes(value),
      Exists: value !== undefined,
      DoesNotExist: value === undefined,
    }[operator];
    if (!holds) return false;
  }
  return true;
}
