import type { KubeObject } from "../../cluster/api/object.ts";
import { ageColumn, type Column, nameColumn } from "./column.ts";

interface Namespace extends KubeObject {
  readonly status?: { readonly phase?: string };
}

export const namespaceColumns: readonly Column[] = [
  nameColumn,
  { name: "STATUS", cell: ({ status }: Namespace) => status?.phase ?? "" },
  ageColumn,
];
