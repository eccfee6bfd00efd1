import { deepEqual } from "../../../util/deep-equal.ts";
import { renderInternal } from "../internal/render-internal.ts";
import type { KubeObject } from "../object.ts";
import { type FieldErrors, invalid, none, required, Shown, unsupported } from "../validation/field-errors.ts";
import { pathSegmentName } from "../validation/names.ts";
import { withDefaults, withField } from "../with-defaults.ts";
import type { Strategy } from "./strategy.ts";

interface Binding extends KubeObject {
  readonly roleRef: { readonly apiGroup?: string; readonly kind?: string; readonly name?: string };
  readonly subjects?: readonly {
    readonly kind?: string;
    readonly name?: string;
    readonly namespace?: string;
    readonly apiGroup?: string;
  }[];
}

const group = "rbac.authorization.k8s.io";

/** An empty group counts as none given. */
const withGroup = <T extends { readonly apiGroup?: string }>(named: T): T =>
  named.apiGroup === "" ? { ...named, apiGroup: group } : withDefaults(named, { apiGroup: group });

/** pkg/apis/rbac/v1/defaults.go and pkg/apis/rbac/validation/validation.go, for both kinds of bindings */
export const roleBindingStrategy: Strategy<Binding> = {
  nameRule: pathSegmentName,
  defaults: (object) =>
    withField(withField(object, "roleRef", withGroup), "subjects", (subjects) => {
      const next = subjects.map((subject) =>
        subject.kind === "User" || subject.kind === "Group" ? withGroup(subject) : subject,
      );
      return next.every((each, i) => each === subjects[i]) ? subjects : next;
    }),
  validate: ({ kind, roleRef = {}, subjects = [] }) => {
    const allowed = kind === "RoleBinding" ? ["Role", "ClusterRole"] : ["ClusterRole"];
    return [
      ...(roleRef.apiGroup === group
        ? none
        : [unsupported("roleRef.apiGroup", roleRef.apiGroup ?? "", [group])]),
      ...(allowed.includes(roleRef.kind ?? "")
        ? none
        : [unsupported("roleRef.kind", roleRef.kind ?? "", allowed)]),
      ...((roleRef.name ?? "") === "" ? [required("roleRef.name")] : none),
      ...subjects.flatMap((subject, i) => validateSubject(subject, `subjects[${i}]`, kind)),
    ];
  },
  validateUpdate: ({ roleRef }, old, rules) =>
    deepEqual(roleRef, old.roleRef)
      ? none
      : [invalid("roleRef", new Shown(renderInternal("RoleRef", roleRef, rules)), "cannot change roleRef")],
};

function validateSubject(
  subject: NonNullable<Binding["subjects"]>[number],
  path: string,
  kind: string,
): FieldErrors {
  const kinds = ["ServiceAccount", "User", "Group"];
  return [
    ...((subject.name ?? "") === "" ? [required(`${path}.name`)] : none),
    ...(kinds.includes(subject.kind ?? "") ? none : [unsupported(`${path}.kind`, subject.kind ?? "", kinds)]),
    ...(subject.kind === "ServiceAccount" && kind === "ClusterRoleBinding" && (subject.namespace ?? "") === ""
      ? [required(`${path}.namespace`)]
      : none),
  ];
}
