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

/** A rendered document as cut from its file; where it began is found when it is asked for. */
export interface RawDocument {
  readonly path: string;
  readonly content: string;
  readonly line: () => number | undefined;
}

/** A rendered document, read as far as Helm does before it talks to a cluster. */
export class ManifestDocument implements Manifest {
  readonly path: string;
  readonly content: string;
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string | undefined;
  readonly annotations: Readonly<Record<string, string>>;
  readonly object: JsonObject | undefined;
  /** An own property, so that copies have it; found when it is read. */
  declare readonly line: number | undefined;

  /** Throws an Error with Helm's words for what is no YAML mapping with a head that fits. */
  constructor({ path, content, line }: RawDocument, major: 3 | 4) {
    const object = converting(() => yamlToPlain(content));
    const head = decode(heads[major], object);
    const metadata = isObject(object) ? object.metadata : undefined;
    const namespace = isObject(metadata) ? metadata.namespace : undefined;
    this.path = path;
    this.content = content;
    this.apiVersion = head.apiVersion;
    this.kind = head.kind;
    this.name = head.metadata?.name ?? "";
    this.namespace = typeof namespace === "string" ? namespace : undefined;
    this.annotations = Object.fromEntries(head.metadata?.annotations ?? []);
    this.object = isObject(object) ? (object as JsonObject) : undefined;
    Object.defineProperty(this, "line", { enumerable: true, get: line });
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
