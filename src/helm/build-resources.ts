import type { Json, JsonObject, Manifest } from "../chart/rendered-chart.ts";
import type { ObjectInput } from "../cluster/api/object.ts";
import type { ResourceRegistry } from "../cluster/api/resource-registry.ts";
import { kindName, type Resource as ServedKind } from "../cluster/api/resources.ts";
import { decodeText } from "../cluster/api/types/type-problem-text.ts";
import { metadataProblems } from "../cluster/api/types/type-problems.ts";
import { extended } from "../util/extended.ts";
import { remembering } from "../util/remembering.ts";
import { HelmFailure } from "./helm-failure.ts";
import type { Resource } from "./resource.ts";

export interface BuildOptions {
  readonly registry: ResourceRegistry;
  /** what objects without a namespace of their own get */
  readonly namespace: string;
  /** check what every object must say of itself */
  readonly validate: boolean;
}

/**
 * The objects of manifests in their order, Lists taken apart and documents without content left out
 * (pkg/kube/client.go, Build). All documents are looked at before it fails.
 * @throws HelmFailure for kinds that the server does not know
 */
export function buildResources(
  manifests: readonly Pick<Manifest, "object">[],
  options: BuildOptions,
): readonly Resource[] {
  const problems = new Set<string>();
  const resources: Resource[] = [];
  for (const { object } of manifests) {
    if (object === undefined) continue;
    const invalid = options.validate ? validationError(object) : undefined;
    if (invalid !== undefined) {
      problems.add(invalid);
      continue;
    }
    for (const item of flatten(object)) {
      const built = resolve(item, options);
      if (typeof built === "string") problems.add(built);
      else resources.push(built);
    }
  }
  if (problems.size === 0) return resources;
  const texts = [...problems];
  throw new HelmFailure(texts.length === 1 ? (texts[0] ?? "") : `[${texts.join(", ")}]`);
}

/** kubectl's pkg/validation, as far as it needs no schema. */
function validationError(object: JsonObject): string | undefined {
  const missing = ["apiVersion", "kind"].filter(
    (field) => typeof object[field] !== "string" || object[field] === "",
  );
  if (missing.length === 0) return undefined;
  const texts = missing.map((field) => `${field} not set`);
  return `error validating "": error validating data: ${texts.length === 1 ? texts[0] : `[${texts.join(", ")}]`}`;
}

function* flatten(object: JsonObject): Generator<JsonObject> {
  const { kind, items } = object;
  if (typeof kind !== "string" || !kind.endsWith("List") || !Array.isArray(items)) yield object;
  else for (const item of items) if (isObject(item)) yield* flatten(item);
}

function resolve(object: JsonObject, { registry, namespace }: BuildOptions): Resource | string {
  const apiVersion = textOf(object.apiVersion);
  const kind = textOf(object.kind);
  if (kind === "") return `Object 'Kind' is missing in '${JSON.stringify(object)}'`;
  const undecodable = decodeProblem(object);
  if (undecodable !== undefined) return undecodable;
  const known = registry.find(apiVersion, kind);
  if (known !== undefined) return resolved(object, known, namespace);
  const metadata = isObject(object.metadata) ? object.metadata : {};
  const [name, given] = [textOf(metadata.name), textOf(metadata.namespace)];
  return `resource mapping not found for name: "${name}" namespace: "${given}" from "": no matches for kind "${kind}" in version "${apiVersion}"\nensure CRDs are installed first`;
}

/** Every client reads the metadata, of whatever kind an object is. */
const decodeProblem = remembering(({ metadata }: JsonObject): string | undefined => {
  const problem = metadataProblems(metadata).find(({ type }) => type !== undefined);
  return problem === undefined ? undefined : `unable to decode "": ${decodeText(problem)}`;
});

const resolved = remembering(
  (object: JsonObject, { namespaced }: ServedKind, namespace: string): Resource => {
    const apiVersion = textOf(object.apiVersion);
    const kind = textOf(object.kind);
    const metadata = isObject(object.metadata) ? object.metadata : {};
    const name = textOf(metadata.name);
    const ownNamespace = namespaced ? textOf(metadata.namespace) || namespace : "";
    return {
      apiVersion,
      kind,
      name,
      namespace: ownNamespace,
      ref: { kind: kindName(apiVersion, kind), namespace: ownNamespace, name },
      object: {
        ...withoutNulls(object),
        metadata: placed(withoutNulls(metadata), ownNamespace),
      } as unknown as ObjectInput,
    };
  },
);

/** The metadata with the namespace that counts; a kind without namespaces may name one in vain. */
function placed({ namespace: _given, ...metadata }: JsonObject, namespace: string): JsonObject {
  return namespace === "" ? metadata : extended(metadata, { namespace });
}

/** Maps of texts, in which the server reads null as an empty text. */
const textMaps: ReadonlySet<string> = new Set([
  "data",
  "stringData",
  "labels",
  "annotations",
  "matchLabels",
  "nodeSelector",
]);

/** The server takes a null for a field that is not there. */
function withoutNulls(object: JsonObject, isTextMap = false): JsonObject {
  const result: JsonObject = {};
  for (const [key, value] of Object.entries(object)) {
    if (isObject(value)) result[key] = withoutNulls(value, textMaps.has(key));
    else if (Array.isArray(value))
      result[key] = value.map((item) => (isObject(item) ? withoutNulls(item) : item));
    else if (value !== null) result[key] = value;
    else if (isTextMap) result[key] = "";
  }
  return result;
}

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const textOf = (value: Json | undefined): string => (typeof value === "string" ? value : "");
