import type { KubeObject } from "../../cluster/api/object.ts";
import { ageColumn, type Column, nameColumn } from "./column.ts";

interface Data extends KubeObject {
  readonly type?: string;
  readonly data?: Readonly<Record<string, string>>;
  readonly binaryData?: Readonly<Record<string, string>>;
}

const size = (...maps: (Readonly<Record<string, string>> | undefined)[]): string =>
  String(maps.reduce((sum, map) => sum + Object.keys(map ?? {}).length, 0));

export const configMapColumns: readonly Column[] = [
  nameColumn,
  { name: "DATA", cell: ({ data, binaryData }: Data) => size(data, binaryData) },
  ageColumn,
];

export const secretColumns: readonly Column[] = [
  nameColumn,
  { name: "TYPE", cell: ({ type }: Data) => type || "Opaque" },
  { name: "DATA", cell: ({ data }: Data) => size(data) },
  ageColumn,
];
