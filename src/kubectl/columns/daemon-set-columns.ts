import type { KubeObject } from "../../cluster/api/object.ts";
import { ageColumn, type Column, nameColumn } from "./column.ts";
import { labelsText } from "./labels-text.ts";
import { type Workload, workloadColumns } from "./template-columns.ts";

type Count =
  | "desiredNumberScheduled"
  | "currentNumberScheduled"
  | "numberReady"
  | "updatedNumberScheduled"
  | "numberAvailable";

interface DaemonSet extends KubeObject {
  readonly status?: { readonly [count in Count]?: number };
}

const count = (name: string, field: Count): Column => ({
  name,
  cell: ({ status }: DaemonSet) => String(status?.[field] ?? 0),
});

export const daemonSetColumns: readonly Column[] = [
  nameColumn,
  count("DESIRED", "desiredNumberScheduled"),
  count("CURRENT", "currentNumberScheduled"),
  count("READY", "numberReady"),
  count("UP-TO-DATE", "updatedNumberScheduled"),
  count("AVAILABLE", "numberAvailable"),
  {
    name: "NODE SELECTOR",
    cell: ({ spec }: Workload) => labelsText(spec?.template?.spec.nodeSelector),
  },
  ageColumn,
  ...workloadColumns,
];
