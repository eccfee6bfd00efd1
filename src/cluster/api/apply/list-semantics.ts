import { kindName } from "../resources.ts";

/** A list whose items are told apart by some of their fields. */
export interface KeyedList {
  readonly kind: "map";
  readonly keys: readonly string[];
  readonly defaults?: Readonly<Record<string, string>>;
}

/** How a list merges: item by item; as a set of values; or not at all. */
export type ListSemantics = KeyedList | { readonly kind: "set" } | { readonly kind: "atomic" };

const atomic: ListSemantics = { kind: "atomic" };
const by = (...keys: readonly string[]): KeyedList => ({ kind: "map", keys });
const tcp = { protocol: "TCP" };

/** By the field's name: in the built-in types one name means one thing, ports aside. */
const lists: Readonly<Record<string, ListSemantics>> = {
  containers: by("name"),
  initContainers: by("name"),
  ephemeralContainers: by("name"),
  volumes: by("name"),
  env: by("name"),
  volumeMounts: by("mountPath"),
  volumeDevices: by("devicePath"),
  imagePullSecrets: { ...by("name"), defaults: { name: "" } },
  secrets: by("name"),
  hostAliases: by("ip"),
  topologySpreadConstraints: by("topologyKey", "whenUnsatisfiable"),
  conditions: by("type"),
  resourceClaims: by("name"),
  claims: by("name"),
  schedulingGates: by("name"),
  ownerReferences: by("uid"),
  webhooks: by("name"),
  finalizers: { kind: "set" },
};

/** Maps that one manager owns as a whole. */
const atomicMaps: ReadonlySet<string> = new Set([
  "selector",
  "nodeSelector",
  "labelSelector",
  "namespaceSelector",
  "podSelector",
  "configMapKeyRef",
  "secretKeyRef",
  "fieldRef",
  "resourceFieldRef",
  "secretRef",
  "claimRef",
  "roleRef",
  "dataSource",
]);

/** How the parts of one kind's objects merge (the patch and list-map tags of the Kubernetes API types). */
export class Semantics {
  private readonly builtIn: boolean;
  private readonly isService: boolean;

  constructor(object: { readonly apiVersion: string; readonly kind: string }) {
    // The lists of custom kinds are atomic, unless their definition says otherwise.
    this.builtIn = kindName(object.apiVersion, object.kind) === object.kind;
    this.isService = this.builtIn && object.kind === "Service";
  }

  /** Of the list at `path` (field names from the root; list items add none). */
  list(path: readonly string[]): ListSemantics {
    const field = path.at(-1) ?? "";
    if (path[0] === "metadata") return path.length === 2 ? (lists[field] ?? atomic) : atomic;
    if (!this.builtIn) return atomic;
    if (field !== "ports") return lists[field] ?? atomic;
    if (this.isService) return { kind: "map", keys: ["port", "protocol"], defaults: tcp };
    const owner = path.at(-2) ?? "";
    const ofContainer =
      owner === "containers" || owner === "initContainers" || owner === "ephemeralContainers";
    return ofContainer ? { kind: "map", keys: ["containerPort", "protocol"], defaults: tcp } : atomic;
  }

  /** Whether a patch of the map at `path` drops what the manifest leaves out (the retainKeys patch strategy). */
  retainsKeys(path: readonly string[]): boolean {
    return this.builtIn && (path.join(".") === "spec.strategy" || path.at(-1) === "volumes");
  }

  /** Whether the map at `path` is owned as a whole. */
  isAtomicMap(path: readonly string[]): boolean {
    return this.builtIn && path[0] !== "metadata" && atomicMaps.has(path.at(-1) ?? "");
  }
}

/** What names an item of a keyed list, as one text; undefined for what is no item with these keys. */
export function itemKey(item: unknown, semantics: KeyedList): string | undefined {
  if (typeof item !== "object" || item === null) return undefined;
  const fields = item as Readonly<Record<string, unknown>>;
  const key: Record<string, unknown> = {};
  for (const name of semantics.keys) {
    const value = fields[name] ?? semantics.defaults?.[name];
    if (value === undefined) return undefined;
    key[name] = value;
  }
  return JSON.stringify(key);
}
