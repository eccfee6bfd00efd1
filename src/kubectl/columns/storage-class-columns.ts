import type { KubeObject } from "../../cluster/api/object.ts";
import { ageColumn, type Column } from "./column.ts";

interface StorageClass extends KubeObject {
  readonly provisioner?: string;
  readonly reclaimPolicy?: string;
  readonly volumeBindingMode?: string;
  readonly allowVolumeExpansion?: boolean;
}

export const storageClassColumns: readonly Column[] = [
  { name: "NAME", cell: name },
  { name: "PROVISIONER", cell: ({ provisioner }: StorageClass) => provisioner ?? "" },
  { name: "RECLAIMPOLICY", cell: ({ reclaimPolicy }: StorageClass) => reclaimPolicy ?? "Delete" },
  {
    name: "VOLUMEBINDINGMODE",
    cell: ({ volumeBindingMode }: StorageClass) => volumeBindingMode ?? "Immediate",
  },
  {
    name: "ALLOWVOLUMEEXPANSION",
    cell: ({ allowVolumeExpansion }: StorageClass) => String(allowVolumeExpansion ?? false),
  },
  ageColumn,
];

function name({ metadata }: StorageClass): string {
  const isDefault = ["storageclass.kubernetes.io", "storageclass.beta.kubernetes.io"].some(
    (domain) => metadata.annotations?.[`${domain}/is-default-class`] === "true",
  );
  return isDefault ? `${metadata.name} (default)` : metadata.name;
}
