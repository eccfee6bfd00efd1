import type { KubeObject } from "../../cluster/api/object.ts";

/** The labels that a workload gives its pods. */
export function labelsOfTemplate({ spec }: KubeObject): Readonly<Record<string, string>> {
  const template = (
    spec as {
      readonly template?: { readonly metadata?: { readonly labels?: Readonly<Record<string, string>> } };
    }
  ).template;
  return template?.metadata?.labels ?? {};
}
