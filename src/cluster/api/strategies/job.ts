import { deepEqual } from "../../../util/deep-equal.ts";
import { extended } from "../../../util/extended.ts";
import { remembering } from "../../../util/remembering.ts";
import type { KubernetesRules } from "../../kubernetes-rules.ts";
import { renderInternal } from "../internal/render-internal.ts";
import type { PodTemplate } from "../pod.ts";
import { type FieldErrors, immutable, invalid, none, required, Shown } from "../validation/field-errors.ts";
import { dns1123Label } from "../validation/names.ts";
import { validateSelector } from "../validation/object-meta.ts";
import { withDefaults, withStruct } from "../with-defaults.ts";
import type { Job } from "../workloads.ts";
import { validateJobSpec } from "./job-validation.ts";
import { defaultPodTemplate } from "./pod-spec-defaults.ts";
import type { Strategy } from "./strategy.ts";
import { selectorIsImmutable, selectorMismatch } from "./workload-validation.ts";

type Spec = Job["spec"];

/** pkg/apis/batch/v1/defaults.go, pkg/registry/batch/job/strategy.go, pkg/apis/batch/validation/validation.go */
export const jobStrategy: Strategy<Job> = {
  defaults: (object) => withStruct(object, "spec", defaultJobSpec),
  prepare: (object, rules) => extended(withGeneratedLabels(object, rules), { status: {} }),
  validate: ({ metadata, spec }, rules) => [
    ...validateJobSpec(spec, "spec", rules),
    ...(spec.selector === undefined
      ? [required("spec.selector"), ...selectorMismatch({}, spec.template)]
      : [
          ...validateSelector(spec.selector, "spec.selector"),
          ...selectorMismatch(spec.selector, spec.template),
        ]),
    ...validateHostNames(metadata.name, spec),
  ],
  validateUpdate: (wanted, old, rules) => [
    ...validateCompletions(wanted.spec, old.spec),
    ...selectorIsImmutable(wanted.spec, old.spec),
    ...validateTemplate(wanted, old, rules),
    ...validateFixed(wanted.spec, old.spec, rules),
  ],
  validateStatus({ status }, rules) {
    const { active = 0, ready = 0 } = status;
    return rules.jobReadyWithinActive && ready > active
      ? [invalid("status.ready", ready, "cannot set more ready pods than active")]
      : none;
  },
};

/** Also for the Jobs of a CronJob, which have neither selector nor generated labels yet. */
export const defaultJobSpec = remembering((given: Spec): Spec => {
  const alone = given.completions === undefined && given.parallelism === undefined;
  const filled = withDefaults(given, {
    completions: alone ? 1 : undefined,
    parallelism: 1,
    backoffLimit: given.backoffLimitPerIndex === undefined ? 6 : 2_147_483_647,
    completionMode: "NonIndexed",
    suspend: false,
    podReplacementPolicy: given.podFailurePolicy === undefined ? "TerminatingOrFailed" : "Failed",
  });
  return withStruct(filled, "template", defaultPodTemplate);
});

/** The selector, and the labels that it selects by, come from the Job's uid unless it says otherwise. */
function withGeneratedLabels(job: Job, rules: KubernetesRules): Job {
  if (job.spec.manualSelector === true) return job;
  const { uid, name } = job.metadata;
  const { template } = job.spec;
  const prefixed = rules.prefixedJobLabels
    ? { "batch.kubernetes.io/controller-uid": uid, "batch.kubernetes.io/job-name": name }
    : {};
  const labels = extended(template.metadata?.labels ?? {}, {
    "controller-uid": uid,
    "job-name": name,
    ...prefixed,
  });
  const key = rules.prefixedJobLabels ? "batch.kubernetes.io/controller-uid" : "controller-uid";
  return {
    ...job,
    // A Job without labels takes those of its pods.
    metadata: extended(job.metadata, { labels: job.metadata.labels ?? labels }),
    spec: extended(job.spec, {
      selector: { ...job.spec.selector, matchLabels: { ...job.spec.selector?.matchLabels, [key]: uid } },
      template: extended(template, { metadata: extended(template.metadata ?? {}, { labels }) }),
    }),
  };
}

/** The pods of an Indexed Job are called `JOB-INDEX`, which has to be a host name. */
function validateHostNames(name: string, { completionMode, completions }: Spec): FieldErrors {
  if (completionMode !== "Indexed" || completions === undefined || completions <= 0) return none;
  const last = `${name}-${completions - 1}`;
  return dns1123Label(last).length === 0
    ? none
    : [invalid("metadata.name", name, `will not able to create pod with invalid DNS label: ${last}`)];
}

function validateCompletions(spec: Spec, old: Spec): FieldErrors {
  if (spec.completions === old.completions) return none;
  if (spec.completionMode !== "Indexed") return [immutable("spec.completions", spec.completions)];
  return spec.completions === undefined || spec.completions === spec.parallelism
    ? none
    : [invalid("spec.completions", spec.completions, "can only be modified in tandem with spec.parallelism")];
}

/** A suspended Job that has not begun may still choose where its pods run and, since 1.36, what they ask for. */
function validateTemplate({ spec, status }: Job, old: Job, rules: KubernetesRules): FieldErrors {
  const open = old.spec.suspend && (old.status ?? status).startTime === undefined;
  const fixed = (template: PodTemplate): unknown => (open ? withoutDirectives(template, rules) : template);
  if (deepEqual(fixed(spec.template), fixed(old.spec.template))) return none;
  return [immutable("spec.template", new Shown(renderInternal("PodTemplate", spec.template, rules)))];
}

function withoutDirectives({ spec }: PodTemplate, rules: KubernetesRules): unknown {
  const {
    nodeSelector: _selector,
    affinity: _affinity,
    tolerations: _t,
    schedulingGates: _g,
    ...rest
  } = spec;
  if (!rules.jobSuspensionClearsStart) return rest;
  const plain = (list: typeof rest.containers | undefined) => list?.map(({ resources: _r, ...each }) => each);
  return { ...rest, containers: plain(rest.containers), initContainers: plain(rest.initContainers) };
}

const internalTypes = { podFailurePolicy: "PodFailurePolicy", successPolicy: "SuccessPolicy" } as const;

function validateFixed(spec: Spec, old: Spec, rules: KubernetesRules): FieldErrors {
  const fields = [
    "completionMode",
    "podFailurePolicy",
    "backoffLimitPerIndex",
    "managedBy",
    "successPolicy",
  ] as const;
  return fields
    .filter((field) => !deepEqual(spec[field], old[field]))
    .map((field) => {
      const value = spec[field];
      const struct = typeof value === "object" && field in internalTypes;
      return immutable(
        `spec.${field}`,
        struct
          ? new Shown(renderInternal(internalTypes[field as keyof typeof internalTypes], value, rules))
          : value,
      );
    });
}
