import type { KubeObject } from "../cluster/api/object.ts";
import { stringToBytes } from "../util/byte-string.ts";

const lastApplied = "kubectl.kubernetes.io/last-applied-configuration";

/**
 * The object without secrets: a Secret keeps its keys, of its values only the size stays. Recordings end up in logs
 * and artifacts, and no view needs the values.
 */
export function redact(object: KubeObject): KubeObject {
  if (object.kind !== "Secret" || object.apiVersion !== "v1") return object;
  const { metadata } = object;
  const annotations = metadata.annotations;
  return {
    ...object,
    metadata:
      annotations?.[lastApplied] === undefined
        ? metadata
        : { ...metadata, annotations: { ...annotations, [lastApplied]: "<redacted>" } },
    ...redactedField(object, "data"),
    ...redactedField(object, "stringData"),
  };
}

function redactedField(object: KubeObject, field: "data" | "stringData"): Record<string, unknown> {
  const values = object[field];
  if (typeof values !== "object" || values === null) return {};
  const sizes = Object.entries(values).map(([key, value]) => [key, size(String(value), field)] as const);
  return { [field]: Object.fromEntries(sizes) };
}

/** `data` is base64: its size is what it decodes to. */
function size(value: string, field: "data" | "stringData"): string {
  const bytes = field === "stringData" ? stringToBytes(value).length : Math.floor((digitsIn(value) * 3) / 4);
  return `<${bytes} bytes>`;
}

/** The server takes nothing but digits, line ends, and `=` at the end. */
function digitsIn(base64: string): number {
  const text = base64.includes("\n") || base64.includes("\r") ? base64.replace(/[\r\n]/g, "") : base64;
  return text.endsWith("==") ? text.length - 2 : text.endsWith("=") ? text.length - 1 : text.length;
}
