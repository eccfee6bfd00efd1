import type { KubeObject } from "../cluster/api/object.ts";

/** The table that kubectl prints of objects of one kind, header included. */
export type ResourcePrinter = (objects: readonly KubeObject[]) => string;
