import type { KubeObject } from "../../cluster/api/object.ts";
import type { PodTemplate } from "../../cluster/api/pod.ts";
import { ageColumn, type Column, nameColumn } from "./column.ts";
import { containerColumns } from "./template-columns.ts";

interface StatefulSet extends KubeObject {
  readonly spec?: { readonly replicas?: number; readonly template?: PodTemplate };
  readonly status?: { readonly readyReplicas?: number };
}

export const statefulSetColumns: readonly Column[] = [
  nameColumn,
  {
    name: "READY",
    cell: ({ spec, status }: StatefulSet) => `${status?.readyReplicas ?? 0}/${spec?.replicas ?? 0}`,
  },
  ageColumn,
  ...containerColumns<StatefulSet>(({ spec }) => spec?.template),
];
