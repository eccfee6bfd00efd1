import type { Finding } from "../recording/finding.ts";

/** What makes a finding the same one in another run: its rule, its object, its file. Names of pods and lines may change. */
export function fingerprint({ rule, object, place }: Finding): string {
  const name = object === undefined ? "" : `${object.kind}/${object.namespace}/${object.name}`;
  return `${rule} ${name} ${place?.file ?? ""}`;
}
