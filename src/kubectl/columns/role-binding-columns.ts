import type { KubeObject } from "../../cluster/api/object.ts";
import { ageColumn, type Column, nameColumn } from "./column.ts";

interface RoleBinding extends KubeObject {
  readonly roleRef?: { readonly kind?: string; readonly name?: string };
  readonly subjects?: readonly {
    readonly kind?: string;
    readonly namespace?: string;
    readonly name?: string;
  }[];
}

const subjects = (kind: string, name: string): Column => ({
  name,
  wide: true,
  cell: (binding: RoleBinding) =>
    (binding.subjects ?? [])
      .filter((subject) => subject.kind === kind)
      .map(({ namespace, name = "" }) => (kind === "ServiceAccount" ? `${namespace ?? ""}/${name}` : name))
      .join(", "),
});

/** For RoleBindings and ClusterRoleBindings. */
export const roleBindingColumns: readonly Column[] = [
  nameColumn,
  { name: "ROLE", cell: ({ roleRef }: RoleBinding) => `${roleRef?.kind ?? ""}/${roleRef?.name ?? ""}` },
  ageColumn,
  subjects("User", "USERS"),
  subjects("Group", "GROUPS"),
  subjects("ServiceAccount", "SERVICEACCOUNTS"),
];
