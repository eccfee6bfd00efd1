import type { KubeObject } from "../../cluster/api/object.ts";
import type { History } from "../history.ts";
import type { KubectlCall } from "./kubectl-calls.ts";

interface Binding extends KubeObject {
  readonly subjects?: readonly {
    readonly kind: string;
    readonly name: string;
    readonly namespace?: string;
  }[];
  readonly roleRef: { readonly kind: string; readonly name: string };
}

interface Role extends KubeObject {
  readonly rules?: readonly {
    readonly apiGroups?: readonly string[];
    readonly resources?: readonly string[];
    readonly verbs?: readonly string[];
  }[];
}

/** A role that is bound to an account; `namespace` "" if it counts in all of them. */
export interface BoundRole {
  readonly role: Role;
  readonly namespace: string;
}

/** The roles of an account just before a write; undefined where one is bound whose rules are not known. */
export function rolesOf(
  history: History,
  {
    account,
    namespace,
    index,
  }: { readonly account: string; readonly namespace: string; readonly index: number },
): BoundRole[] | undefined {
  const found: BoundRole[] = [];
  for (const kind of ["RoleBinding", "ClusterRoleBinding"])
    for (const [first] of history.ofKind(kind)) {
      const binding = first === undefined ? undefined : (history.before(first, index) as Binding | undefined);
      const scope = first?.namespace ?? "";
      const names = binding?.subjects?.some(
        (subject) =>
          (subject.kind === "ServiceAccount" &&
            subject.name === account &&
            (subject.namespace ?? scope) === namespace) ||
          subject.kind === "Group",
      );
      if (binding === undefined || names !== true) continue;
      const ref = { kind: binding.roleRef.kind, name: binding.roleRef.name };
      const role = history.before({ ...ref, namespace: ref.kind === "Role" ? scope : "" }, index);
      if (
        role === undefined &&
        history.of({ ...ref, namespace: ref.kind === "Role" ? scope : "" }).length === 0
      )
        return undefined;
      if (role !== undefined) found.push({ role: role as Role, namespace: scope });
    }
  return found;
}

/** Whether one of the roles allows a call in a namespace. Names of resources are taken to fit. */
export const grants = (
  roles: readonly BoundRole[],
  { verb, resource, group }: KubectlCall,
  namespace: string,
): boolean =>
  roles.some(
    ({ role, namespace: scope }) =>
      (scope === "" || scope === namespace) &&
      (role.rules ?? []).some(
        ({ apiGroups = [], resources = [], verbs = [] }) =>
          has(apiGroups, group) && has(resources, resource) && has(verbs, verb),
      ),
  );

const has = (list: readonly string[], word: string): boolean => list.includes("*") || list.includes(word);
