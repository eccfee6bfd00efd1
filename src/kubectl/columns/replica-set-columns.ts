import type { KubeObject } from "../../cluster/api/object.ts";
import type { PodTemplate } from "../../cluster/api/pod.ts";
import { ageColumn, type Column, nameColumn } from "./column.ts";
import { labelsText } from "./labels-text.ts";
import { containerColumns, workloadColumns } from "./template-columns.ts";

interface Replicated extends KubeObject {
  readonly spec?: { readonly replicas?: number };
  readonly status?: { readonly replicas?: number; readonly readyReplicas?: number };
}

const replicaColumns: readonly Column[] = [
  nameColumn,
  { name: "DESIRED", cell: ({ spec }: Replicated) => String(spec?.replicas ?? 0) },
  { name: "CURRENT", cell: ({ status }: Replicated) => String(status?.replicas ?? 0) },
  { name: "READY", cell: ({ status }: Replicated) => String(status?.readyReplicas ?? 0) },
  ageColumn,
];

export const replicaSetColumns: readonly Column[] = [...replicaColumns, ...workloadColumns];

/** Its selector is a plain map, unlike that of all newer workloads. */
interface ReplicationController extends KubeObject {
  readonly spec?: {
    readonly template?: PodTemplate;
    readonly selector?: Readonly<Record<string, string>>;
  };
}

export const replicationControllerColumns: readonly Column[] = [
  ...replicaColumns,
  ...containerColumns<ReplicationController>(({ spec }) => spec?.template),
  {
    name: "SELECTOR",
    wide: true,
    cell: ({ spec }: ReplicationController) => labelsText(spec?.selector),
  },
];
