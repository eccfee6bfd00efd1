import type { KubeObject } from "../../cluster/api/object.ts";
import type { IntOrPercent } from "../../cluster/api/workloads.ts";
import { ageColumn, type Column, nameColumn } from "./column.ts";

interface DisruptionBudget extends KubeObject {
  readonly spec?: { readonly minAvailable?: IntOrPercent; readonly maxUnavailable?: IntOrPercent };
  readonly status?: { readonly disruptionsAllowed?: number };
}

export const disruptionBudgetColumns: readonly Column[] = [
  nameColumn,
  { name: "MIN AVAILABLE", cell: ({ spec }: DisruptionBudget) => String(spec?.minAvailable ?? "N/A") },
  { name: "MAX UNAVAILABLE", cell: ({ spec }: DisruptionBudget) => String(spec?.maxUnavailable ?? "N/A") },
  {
    name: "ALLOWED DISRUPTIONS",
    cell: ({ status }: DisruptionBudget) => String(status?.disruptionsAllowed ?? 0),
  },
  ageColumn,
];
