import type { KubeObject } from "../../cluster/api/object.ts";
import { ageColumn, type Column, nameColumn } from "./column.ts";

interface ServiceAccount extends KubeObject {
  readonly secrets?: readonly unknown[];
}

export const serviceAccountColumns: readonly Column[] = [
  nameColumn,
  { name: "SECRETS", until: 35, cell: ({ secrets }: ServiceAccount) => String(secrets?.length ?? 0) },
  ageColumn,
];
