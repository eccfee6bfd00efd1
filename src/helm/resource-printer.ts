import type { KubeObject } from "../cluster/api/object.ts";

/** The table that kubectl prints of objects of one kind, each line with its line break; "" for no objects. */
export type ResourcePrinter = (
  objects: readonly KubeObject[],
  options: { readonly headers: boolean },
) => string;
