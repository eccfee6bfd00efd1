import { yamlToPlain } from "../goyaml/parse-yaml.ts";
import { converting, decode, mapOf, optional, stringField, struct } from "./decode.ts";
import type { JsonObject, Manifest } from "./rendered-chart.ts";

interface Head {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly annotations: ReadonlyMap<string, string> } | undefined;
}

const headDecoder = (pkg: string) =>
  struct<Head>(`${pkg}.SimpleHead`, "SimpleHead", {
    apiVersion: { json: "apiVersion", decoder: stringField },
    kind: { json: "kind", decoder: stringField },
    metadata: {
      json: "metadata",
      decoder: optional(
        struct(
          'struct { Name string "json:\\"name\\""; Annotations map[string]string "json:\\"annotations\\"" }',
          "",
          {
            name: { json: "name", decoder: stringField },
            annotations: { json: "annotations", decoder: mapOf(stringField) },
          },
        ),
      ),
    },
  });

const heads = { 3: headDecoder("releaseutil"), 4: headDecoder("util") };

/** Reads a rendered document as far as Helm does before it talks to a cluster. Throws an Error with Helm's words. */
export function readManifest(
  document: { readonly path: string; readonly content: string; readonly line: number | undefined },
  major: 3 | 4,
): Manifest {
  const object = converting(() => yamlToPlain(document.content));
  const head = decode(heads[major], object);
  const metadata = isObject(object) ? object.metadata : undefined;
  const namespace = isObject(metadata) ? metadata.namespace : undefined;
  return {
    ...document,
    apiVersion: head.apiVersion,
    kind: head.kind,
    name: head.metadata?.name ?? "",
    namespace: typeof namespace === "string" ? namespace : undefined,
    annotations: Object.fromEntries(head.metadata?.annotations ?? []),
    object: isObject(object) ? (object as JsonObject) : undefined,
  };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
