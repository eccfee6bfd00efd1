import type { KubeObject } from "../../cluster/api/object.ts";
import type { History } from "../history.ts";

interface Binding extends KubeObject {
  readonly subjects?: readonly Subject[];
  readonly roleRef: { readonly kind: string; readonly name: string };
}

interface Subject {
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
}

interface Role extends KubeObject {
  readonly rules?: readonly PolicyRule[];
}

interface PolicyRule {
  readonly apiGroups?: readonly string[];
  readonly resources?: readonly string[];
  readonly resourceNames?: readonly string[];
  readonly verbs?: readonly string[];
}

/** A role that is bound to an account; `namespace` "" if it counts in all of them. */
export interface BoundRole {
  readonly role: Role;
  readonly namespace: string;
}

/** Something that somebody wants to do. */
export interface Request {
  readonly verb: string;
  readonly resource: string;
  readonly group: string;
  readonly name: string | undefined;
  /** "" for what has none, "*" for all of them */
  readonly namespace: string;
}

export const isBound = (
  { subjects = [] }: { readonly subjects?: readonly Subject[] },
  account: string,
  namespace: string,
  bindingNamespace: string,
): boolean =>
  subjects.some(
    (subject) =>
      subject.kind === "ServiceAccount" &&
      subject.name === account &&
      (subject.namespace ?? bindingNamespace) === namespace,
  );

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
      if (binding === undefined) continue;
      if (
        !isBound(binding, account, namespace, scope) &&
        binding.subjects?.some((subject) => subject.kind === "Group") !== true
      )
        continue;
      const ref = {
        kind: binding.roleRef.kind,
        name: binding.roleRef.name,
        namespace: binding.roleRef.kind === "Role" ? scope : "",
      };
      const role = history.before(ref, index);
      if (role === undefined && history.of(ref).length === 0) return undefined;
      if (role !== undefined) found.push({ role: role as Role, namespace: scope });
    }
  return found;
}

/** Whether one of the roles allows a request. */
export const grants = (roles: readonly BoundRole[], request: Request): boolean =>
  roles.some(
    ({ role, namespace: scope }) =>
      (scope === "" || scope === request.namespace) &&
      (role.rules ?? []).some(
        ({ apiGroups = [], resources = [], verbs = [], resourceNames = [] }) =>
          has(apiGroups, request.group) &&
          (has(resources, request.resource) || resources.includes(request.resource.replace(/^[^/]*/, "*"))) &&
          has(verbs, request.verb) &&
          fits(resourceNames, request),
      ),
  );

const has = (list: readonly string[], word: string): boolean => list.includes("*") || list.includes(word);

/** The name of what is created is not known when it is decided; that of what a variable names is taken to fit. */
const fits = (names: readonly string[], { verb, name }: Request): boolean =>
  names.length === 0 || (verb !== "create" && (name === undefined || names.includes(name)));
