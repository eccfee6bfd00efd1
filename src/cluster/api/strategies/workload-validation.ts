import { deepEqual } from "../../../util/deep-equal.ts";
import type { KubernetesRules } from "../../kubernetes-rules.ts";
import { type LabelSelector, matchesSelector } from "../object.ts";
import type { PodTemplate } from "../pod.ts";
import {
  type FieldErrors,
  forbidden,
  immutable,
  invalid,
  none,
  required,
  Shown,
  unsupported,
} from "../validation/field-errors.ts";
import { goJson } from "../validation/go-json.ts";
import { validateSelector } from "../validation/object-meta.ts";
import { validatePodTemplate } from "../validation/pod-spec.ts";

interface Workload {
  readonly selector: LabelSelector;
  readonly template: PodTemplate;
}

/** A workload's selector: there, not empty, and met by its own template. */
export function validateWorkloadSelector({ selector, template }: Workload, emptyFor: string): FieldErrors {
  if (selector === undefined)
    return [
      required("spec.selector"),
      invalid(
        "spec.template.metadata.labels",
        labelsOf(template),
        "`selector` does not match template `labels`",
      ),
    ];
  const { matchLabels = {}, matchExpressions = [] } = selector;
  const empty = Object.keys(matchLabels).length + matchExpressions.length === 0;
  return [
    ...validateSelector(selector, "spec.selector"),
    ...(empty
      ? [invalid("spec.selector", selector, `empty selector is invalid for ${emptyFor}`)]
      : selectorMismatch(selector, template)),
  ];
}

export const selectorMismatch = (selector: LabelSelector, template: PodTemplate): FieldErrors =>
  matchesSelector(selector, template?.metadata?.labels)
    ? none
    : [
        invalid(
          "spec.template.metadata.labels",
          labelsOf(template),
          "`selector` does not match template `labels`",
        ),
      ];

const labelsOf = (template: PodTemplate): Shown => new Shown(goJson(template?.metadata?.labels ?? null));

/** A template whose pods are to run for ever; `owner` names the kind in messages. */
export function validateLongRunningTemplate(
  template: PodTemplate,
  owner: string,
  rules: KubernetesRules,
): FieldErrors {
  const path = "spec.template";
  if (template?.spec === undefined) return [required(`${path}.spec.containers`)];
  return [...validatePodTemplate(template, path, rules), ...validateRunsForever(template, owner)];
}

/** That nothing ends the pods of a template; `owner` names the kind in messages. */
export function validateRunsForever({ spec }: PodTemplate, owner: string): FieldErrors {
  const { restartPolicy, activeDeadlineSeconds } = spec;
  return [
    ...(restartPolicy === "Always"
      ? none
      : [unsupported("spec.template.spec.restartPolicy", restartPolicy, ["Always"])]),
    ...(activeDeadlineSeconds === undefined
      ? none
      : [
          forbidden(
            "spec.template.spec.activeDeadlineSeconds",
            `activeDeadlineSeconds in ${owner} is not Supported`,
          ),
        ]),
  ];
}

export const selectorIsImmutable = (
  wanted: { readonly selector?: unknown },
  old: { readonly selector?: unknown },
): FieldErrors =>
  deepEqual(wanted.selector, old.selector) ? none : [immutable("spec.selector", wanted.selector)];
