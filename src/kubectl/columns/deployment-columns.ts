import type { Deployment } from "../../cluster/api/workloads.ts";
import { ageColumn, type Column, nameColumn } from "./column.ts";
import { selectorText } from "./labels-text.ts";
import { containerColumns } from "./template-columns.ts";

export const deploymentColumns: readonly Column[] = [
  nameColumn,
  {
    name: "READY",
    cell: ({ spec, status }: Deployment) => `${status?.readyReplicas ?? 0}/${spec.replicas}`,
  },
  { name: "UP-TO-DATE", cell: ({ status }: Deployment) => String(status?.updatedReplicas ?? 0) },
  { name: "AVAILABLE", cell: ({ status }: Deployment) => String(status?.availableReplicas ?? 0) },
  ageColumn,
  ...containerColumns<Deployment>(({ spec }) => spec.template),
  { name: "SELECTOR", wide: true, cell: ({ spec }: Deployment) => selectorText(spec.selector) },
];
