import { deepEqual } from "../../../util/deep-equal.ts";
import type { KubernetesRules } from "../../kubernetes-rules.ts";
import { ApiError } from "../api-error.ts";
import type { KubeObject } from "../object.ts";
import type { Strategy } from "../strategy.ts";
import type { Job } from "../workloads.ts";
import { defaultPodTemplate } from "./pod-spec-defaults.ts";

/** pkg/apis/batch/v1/defaults.go and pkg/registry/batch/job/strategy.go */
export const jobStrategy: Strategy<Job> = {
  prepareForCreate(object: KubeObject): Job {
    const given = object.spec as Partial<Job["spec"]> & Pick<Job["spec"], "template">;
    const uid = object.metadata.uid;
    const name = object.metadata.name;
    const template = defaultPodTemplate(given.template);
    const labels = {
      ...template.metadata?.labels,
      "batch.kubernetes.io/controller-uid": uid,
      "batch.kubernetes.io/job-name": name,
      "controller-uid": uid,
      "job-name": name,
    };
    const completions =
      given.completions === undefined && given.parallelism === undefined ? 1 : given.completions;
    return {
      ...object,
      // A Job without labels takes those of its pods.
      metadata: { ...object.metadata, labels: object.metadata.labels ?? labels },
      spec: {
        ...given,
        parallelism: given.parallelism ?? 1,
        ...(completions === undefined ? {} : { completions }),
        backoffLimit: given.backoffLimit ?? (given["backoffLimitPerIndex"] === undefined ? 6 : 2_147_483_647),
        completionMode: given.completionMode ?? "NonIndexed",
        suspend: given.suspend ?? false,
        podReplacementPolicy:
          given.podReplacementPolicy ??
          (given["podFailurePolicy"] === undefined ? "TerminatingOrFailed" : "Failed"),
        selector: given.selector ?? { matchLabels: { "batch.kubernetes.io/controller-uid": uid } },
        template: { ...template, metadata: { ...template.metadata, labels } },
      },
      status: {},
    };
  },

  validateUpdate(wanted: Job, old: Job): void {
    if (!deepEqual(wanted.spec.template, old.spec.template))
      throw new ApiError(
        "Invalid",
        `Job.batch "${old.metadata.name}" is invalid: spec.template: Invalid value: ${JSON.stringify(wanted.spec.template)}: field is immutable`,
      );
  },

  validateStatus({ metadata, status }: Job, rules: KubernetesRules): void {
    const { active = 0, ready = 0 } = status;
    if (rules.jobReadyWithinActive && ready > active)
      throw new ApiError(
        "Invalid",
        `Job.batch "${metadata.name}" is invalid: status.ready: Invalid value: ${ready}: cannot set more ready pods than active`,
      );
  },
};
