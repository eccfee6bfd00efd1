import { deepEqual } from "../../../util/deep-equal.ts";
import { ApiError } from "../api-error.ts";
import type { KubeObject } from "../object.ts";
import type { Strategy } from "../strategy.ts";
import type { Deployment } from "../workloads.ts";
import { defaultPodTemplate } from "./pod-spec-defaults.ts";

/** pkg/apis/apps/v1/defaults.go and pkg/registry/apps/deployment/strategy.go */
export const deploymentStrategy: Strategy<Deployment> = {
  prepareForCreate(object: KubeObject): Deployment {
    const given = object.spec as Partial<Deployment["spec"]> &
      Pick<Deployment["spec"], "template" | "selector">;
    return { ...object, spec: defaultDeploymentSpec(given), status: {} };
  },

  validateUpdate(wanted: Deployment, old: Deployment): void {
    if (!deepEqual(wanted.spec.selector, old.spec.selector))
      throw new ApiError(
        "Invalid",
        `Deployment.apps "${old.metadata.name}" is invalid: spec.selector: Invalid value: ${JSON.stringify(wanted.spec.selector)}: field is immutable`,
      );
  },
};

/** Also used on updates, where a field that the new manifest leaves out gets its default again. */
export function defaultDeploymentSpec(
  given: Partial<Deployment["spec"]> & Pick<Deployment["spec"], "template" | "selector">,
): Deployment["spec"] {
  const type = given.strategy?.type ?? "RollingUpdate";
  const rolling = given.strategy?.rollingUpdate;
  return {
    ...given,
    replicas: given.replicas ?? 1,
    template: defaultPodTemplate(given.template),
    strategy:
      type === "Recreate"
        ? { type }
        : {
            type,
            rollingUpdate: {
              maxSurge: rolling?.maxSurge ?? "25%",
              maxUnavailable: rolling?.maxUnavailable ?? "25%",
            },
          },
    revisionHistoryLimit: given.revisionHistoryLimit ?? 10,
    progressDeadlineSeconds: given.progressDeadlineSeconds ?? 600,
  };
}
