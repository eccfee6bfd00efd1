import type { KubeObject } from "../../cluster/api/object.ts";
import { ageColumn, type Column, firstFew, nameColumn, none, unset } from "./column.ts";

interface Endpoints extends KubeObject {
  readonly subsets?: readonly {
    readonly addresses?: readonly { readonly ip: string }[];
    readonly ports?: readonly { readonly port: number }[];
  }[];
}

export const endpointsColumns: readonly Column[] = [
  nameColumn,
  { name: "ENDPOINTS", cell: addresses },
  ageColumn,
];

function addresses({ subsets = [] }: Endpoints): string {
  if (subsets.length === 0) return none;
  const all = subsets.flatMap(({ addresses = [], ports = [] }) =>
    ports.length === 0
      ? addresses.map(({ ip }) => ip)
      : ports.flatMap(({ port }) =>
          addresses.map(({ ip }) => `${ip.includes(":") ? `[${ip}]` : ip}:${port}`),
        ),
  );
  return firstFew(all, 3, ",");
}

interface EndpointSlice extends KubeObject {
  readonly addressType?: string;
  readonly ports?: readonly { readonly port?: number; readonly name?: string }[] | null;
  readonly endpoints?: readonly { readonly addresses?: readonly string[] }[] | null;
}

export const endpointSliceColumns: readonly Column[] = [
  nameColumn,
  { name: "ADDRESSTYPE", cell: ({ addressType }: EndpointSlice) => addressType ?? "" },
  {
    name: "PORTS",
    cell: ({ ports }: EndpointSlice) =>
      firstFew(
        (ports ?? []).map(({ port, name }) => String(port ?? name ?? "*")),
        3,
        ",",
      ) || unset,
  },
  {
    name: "ENDPOINTS",
    cell: ({ endpoints }: EndpointSlice) =>
      firstFew(
        (endpoints ?? []).flatMap(({ addresses = [] }) => addresses),
        3,
        ",",
      ) || unset,
  },
  ageColumn,
];
