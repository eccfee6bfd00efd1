import { deepEqual } from "../../../util/deep-equal.ts";
import { extended } from "../../../util/extended.ts";
import { remembering } from "../../../util/remembering.ts";
import type { KubernetesRules } from "../../kubernetes-rules.ts";
import { renderInternal } from "../internal/render-internal.ts";
import {
  atLeastZero,
  type FieldErrors,
  forbidden,
  invalid,
  none,
  required,
  Shown,
  unsupported,
} from "../validation/field-errors.ts";
import { amountOf, validateAtMostAll, validateIntOrPercent } from "../validation/int-or-percent.ts";
import { dns1123Label } from "../validation/names.ts";
import { validateAnnotations, validateLabels } from "../validation/object-meta.ts";
import { withDefaults, withField, withStruct } from "../with-defaults.ts";
import type { ClaimTemplate, StatefulSet } from "../workloads.ts";
import { defaultClaimSpec } from "./persistent-volume-claim.ts";
import { defaultPodTemplate } from "./pod-spec-defaults.ts";
import type { Strategy } from "./strategy.ts";
import { validateRunsForever, validateWorkloadSelector } from "./workload-validation.ts";

type Spec = StatefulSet["spec"];

const claimCache = new WeakMap<readonly ClaimTemplate[], readonly ClaimTemplate[]>();

/** pkg/apis/apps/v1/defaults.go and pkg/apis/apps/validation/validation.go */
export const statefulSetStrategy: Strategy<StatefulSet> = {
  nameRule: dns1123Label,
  defaults: (object, rules) => withStruct(object, "spec", (spec) => defaultSpec(spec, rules)),
  prepare: (object) => extended(object, { status: { replicas: 0, availableReplicas: 0 } }),
  validate: ({ spec }, rules) => [
    ...(spec.podManagementPolicy === "OrderedReady" || spec.podManagementPolicy === "Parallel"
      ? none
      : [
          invalid(
            "spec.podManagementPolicy",
            spec.podManagementPolicy,
            "must be 'OrderedReady' or 'Parallel'",
          ),
        ]),
    ...validateStrategy(spec.updateStrategy, rules),
    ...(["whenDeleted", "whenScaled"] as const).flatMap((field) => {
      const policy = spec.persistentVolumeClaimRetentionPolicy?.[field];
      return policy === undefined || policy === "Retain" || policy === "Delete"
        ? none
        : [unsupported(`spec.persistentVolumeClaimRetentionPolicy.${field}`, policy, ["Retain", "Delete"])];
    }),
    ...atLeastZero("spec.replicas", spec.replicas),
    ...atLeastZero("spec.minReadySeconds", spec.minReadySeconds),
    ...atLeastZero("spec.ordinals.start", spec.ordinals?.start),
    ...validateWorkloadSelector(spec, "statefulset"),
    ...validateTemplate(spec),
  ],
  validateUpdate: ({ spec }, old, rules) => validateSpecUpdate(spec, old.spec, rules),
};

const defaultSpec = remembering((given: Spec, { statefulSetMaxUnavailable }: KubernetesRules): Spec => {
  let spec = withDefaults(given, {
    replicas: 1,
    podManagementPolicy: "OrderedReady",
    updateStrategy: {},
    revisionHistoryLimit: 10,
    persistentVolumeClaimRetentionPolicy: {},
  });
  spec = withField(spec, "updateStrategy", (strategy) => {
    const typed = withDefaults(strategy, { type: "RollingUpdate" });
    if (typed.type !== "RollingUpdate") return typed;
    return withField(withDefaults(typed, { rollingUpdate: {} }), "rollingUpdate", (rolling) =>
      statefulSetMaxUnavailable
        ? withDefaults(rolling, { partition: 0, maxUnavailable: 1 })
        : withoutMaxUnavailable(withDefaults(rolling, { partition: 0 })),
    );
  });
  spec = withField(spec, "persistentVolumeClaimRetentionPolicy", (policy) =>
    withDefaults(policy, { whenDeleted: "Retain", whenScaled: "Retain" }),
  );
  spec = withField(spec, "volumeClaimTemplates", (templates) => {
    const known = claimCache.get(templates);
    if (known !== undefined) return known;
    const filled = templates.map((template) => ({
      apiVersion: "v1",
      kind: "PersistentVolumeClaim",
      ...template,
      spec: defaultClaimSpec(template.spec),
      status: { phase: "Pending" },
    }));
    claimCache.set(templates, filled).set(filled, filled);
    return filled;
  });
  return withStruct(spec, "template", defaultPodTemplate);
});

type RollingUpdate = NonNullable<Spec["updateStrategy"]["rollingUpdate"]>;

function withoutMaxUnavailable(rolling: RollingUpdate): RollingUpdate {
  if (rolling.maxUnavailable === undefined) return rolling;
  const { maxUnavailable: _dropped, ...rest } = rolling;
  return rest;
}

function validateStrategy(
  { type, rollingUpdate }: Spec["updateStrategy"],
  rules: KubernetesRules,
): FieldErrors {
  const path = "spec.updateStrategy";
  if (type === "OnDelete")
    return rollingUpdate === undefined
      ? none
      : [
          invalid(
            `${path}.rollingUpdate`,
            new Shown(renderInternal("RollingUpdateStatefulSet", rollingUpdate, rules)),
            "only allowed for updateStrategy 'RollingUpdate'",
          ),
        ];
  if (type !== "RollingUpdate")
    return [
      invalid(
        path,
        new Shown(renderInternal("StatefulSetUpdateStrategy", { type, rollingUpdate }, rules)),
        "must be 'RollingUpdate' or 'OnDelete'",
      ),
    ];
  const { partition, maxUnavailable } = rollingUpdate ?? {};
  return [
    ...atLeastZero(`${path}.rollingUpdate.partition`, partition),
    ...(maxUnavailable === undefined
      ? none
      : [
          ...validateIntOrPercent(maxUnavailable, `${path}.rollingUpdate.maxUnavailable`),
          ...(amountOf(maxUnavailable) === 0
            ? [invalid(`${path}.rollingUpdate.maxUnavailable`, maxUnavailable, "cannot be 0")]
            : none),
          ...validateAtMostAll(maxUnavailable, `${path}.rollingUpdate.maxUnavailable`),
        ]),
  ];
}

/** The pod spec itself is not looked at before the pods are made, as its claims are not among its volumes. */
function validateTemplate({ template }: Spec): FieldErrors {
  const path = "spec.template";
  if (template?.spec === undefined) return [required(`${path}.spec.containers`)];
  return [
    ...validateLabels(template.metadata?.labels, `${path}.labels`),
    ...validateAnnotations(template.metadata?.annotations, `${path}.annotations`),
    ...validateRunsForever(template, "StatefulSet"),
  ];
}

const mutable = [
  "replicas",
  "ordinals",
  "template",
  "updateStrategy",
  "revisionHistoryLimit",
  "persistentVolumeClaimRetentionPolicy",
  "minReadySeconds",
] as const;

function validateSpecUpdate(spec: Spec, old: Spec, rules: KubernetesRules): FieldErrors {
  const allowed = mutable.filter((field) => field !== "revisionHistoryLimit" || rules.mutableHistoryLimit);
  const kept = { ...spec, ...Object.fromEntries(allowed.map((field) => [field, old[field]])) };
  if (deepEqual(kept, old)) return none;
  const names = allowed.map((field) => `'${field}'`);
  const list = `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
  return [forbidden("spec", `updates to statefulset spec for fields other than ${list} are forbidden`)];
}
