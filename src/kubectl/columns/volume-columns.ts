import type { KubeObject } from "../../cluster/api/object.ts";
import { ageColumn, type Column, nameColumn, unset } from "./column.ts";
import { quantityText } from "./quantity-text.ts";

type Capacity = { readonly storage?: string | number };

interface Volume extends KubeObject {
  readonly spec?: {
    readonly volumeMode?: string;
    readonly volumeAttributesClassName?: string;
    readonly storageClassName?: string;
    // a claim's
    readonly volumeName?: string;
    // a volume's
    readonly capacity?: Capacity;
    readonly accessModes?: readonly string[];
    readonly persistentVolumeReclaimPolicy?: string;
    readonly claimRef?: { readonly namespace?: string; readonly name?: string };
  };
  readonly status?: {
    readonly phase?: string;
    readonly reason?: string;
    readonly capacity?: Capacity;
    readonly accessModes?: readonly string[];
  };
}

const statusColumn: Column = {
  name: "STATUS",
  cell: ({ metadata, status }: Volume) =>
    metadata.deletionTimestamp === undefined ? (status?.phase ?? "") : "Terminating",
};
const classColumn: Column = {
  name: "STORAGECLASS",
  cell: ({ metadata, spec }: Volume) =>
    metadata.annotations?.["volume.beta.kubernetes.io/storage-class"] ?? spec?.storageClassName ?? "",
};
const attributesClassColumn: Column = {
  name: "VOLUMEATTRIBUTESCLASS",
  since: 29,
  cell: ({ spec }: Volume) => spec?.volumeAttributesClassName ?? unset,
};
const modeColumn: Column = {
  name: "VOLUMEMODE",
  wide: true,
  cell: ({ spec }: Volume) => spec?.volumeMode ?? unset,
};

export const claimColumns: readonly Column[] = [
  nameColumn,
  statusColumn,
  { name: "VOLUME", cell: ({ spec }: Volume) => spec?.volumeName ?? "" },
  {
    name: "CAPACITY",
    cell: ({ spec, status }: Volume) => (spec?.volumeName ? storage(status?.capacity) : ""),
  },
  {
    name: "ACCESS MODES",
    cell: ({ spec, status }: Volume) => (spec?.volumeName ? accessModes(status?.accessModes) : ""),
  },
  classColumn,
  attributesClassColumn,
  ageColumn,
  modeColumn,
];

export const volumeColumns: readonly Column[] = [
  nameColumn,
  { name: "CAPACITY", cell: ({ spec }: Volume) => storage(spec?.capacity) },
  { name: "ACCESS MODES", cell: ({ spec }: Volume) => accessModes(spec?.accessModes) },
  { name: "RECLAIM POLICY", cell: ({ spec }: Volume) => spec?.persistentVolumeReclaimPolicy ?? "" },
  statusColumn,
  {
    name: "CLAIM",
    cell: ({ spec }: Volume) =>
      spec?.claimRef === undefined ? "" : `${spec.claimRef.namespace ?? ""}/${spec.claimRef.name ?? ""}`,
  },
  classColumn,
  attributesClassColumn,
  { name: "REASON", cell: ({ status }: Volume) => status?.reason ?? "" },
  ageColumn,
  modeColumn,
];

const storage = (capacity: Capacity | undefined): string => quantityText(capacity?.storage ?? "0");

const abbreviations: Readonly<Record<string, string>> = {
  ReadWriteOnce: "RWO",
  ReadOnlyMany: "ROX",
  ReadWriteMany: "RWX",
  ReadWriteOncePod: "RWOP",
};

/** Each mode once, in the order of the table above (pkg/apis/core/v1/helper, GetAccessModesAsString). */
const accessModes = (modes: readonly string[] = []): string =>
  Object.entries(abbreviations)
    .filter(([mode]) => modes.includes(mode))
    .map(([, short]) => short)
    .join(",");
