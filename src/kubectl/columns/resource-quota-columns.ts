import type { KubeObject } from "../../cluster/api/object.ts";
import { compareStrings } from "../../util/compare-strings.ts";
import { ageColumn, type Column, nameColumn } from "./column.ts";
import { quantityText } from "./quantity-text.ts";

type Quantities = Readonly<Record<string, string | number>>;

interface ResourceQuota extends KubeObject {
  readonly status?: { readonly hard?: Quantities; readonly used?: Quantities };
}

export const resourceQuotaColumns: readonly Column[] = [
  nameColumn,
  { name: "REQUEST", cell: (quota: ResourceQuota) => pairs(quota, (resource) => !isLimit(resource)) },
  { name: "LIMIT", cell: (quota: ResourceQuota) => pairs(quota, isLimit) },
  ageColumn,
];

const isLimit = (resource: string): boolean => resource.startsWith("limits.");

const pairs = ({ status }: ResourceQuota, shown: (resource: string) => boolean): string =>
  Object.entries(status?.hard ?? {})
    .filter(([resource]) => shown(resource))
    .sort(([a], [b]) => compareStrings(a, b))
    .map(
      ([resource, hard]) =>
        `${resource}: ${quantityText(status?.used?.[resource] ?? "0")}/${quantityText(hard)}`,
    )
    .join(", ");
