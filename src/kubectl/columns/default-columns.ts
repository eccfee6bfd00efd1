import { ageColumn, type Column, nameColumn } from "./column.ts";

/** Built-in kinds that nobody made a table for (apiserver/pkg/registry/rest/table.go). */
export const createdAtColumns: readonly Column[] = [
  nameColumn,
  { name: "CREATED AT", cell: ({ metadata }) => metadata.creationTimestamp ?? "<unknown>" },
];

/** Custom resources whose definition names no columns. */
export const nameAndAgeColumns: readonly Column[] = [nameColumn, ageColumn];
