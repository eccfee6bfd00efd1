import { plainToValue } from "../chart/plain-to-value.ts";
import type { KubeObject, ObjectInput } from "../cluster/api/object.ts";
import { valueToJson } from "../goyaml/json-encode.ts";

const annotation = "kubectl.kubernetes.io/last-applied-configuration";

/** The object with what it says itself noted on it, as `kubectl apply` does (kubectl/pkg/util/apply.go). */
export function withLastApplied<T extends ObjectInput>(object: T): T {
  const { [annotation]: _old, ...annotations } = object.metadata.annotations ?? {};
  const plain = { ...object, metadata: { ...object.metadata, annotations } };
  const text = `${valueToJson(plainToValue(plain))}\n`;
  return { ...object, metadata: { ...object.metadata, annotations: { ...annotations, [annotation]: text } } };
}

/** What was applied last, with the note itself; undefined if the object was never applied. */
export function lastApplied(live: KubeObject): Readonly<Record<string, unknown>> | undefined {
  const text = live.metadata.annotations?.[annotation];
  if (text === undefined) return undefined;
  const object = JSON.parse(text) as ObjectInput;
  return withLastApplied(object);
}
