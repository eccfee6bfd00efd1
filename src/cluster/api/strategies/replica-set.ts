import type { KubeObject } from "../object.ts";
import type { Strategy } from "../strategy.ts";
import type { ReplicaSet } from "../workloads.ts";
import { defaultPodTemplate } from "./pod-spec-defaults.ts";

/** pkg/apis/apps/v1/defaults.go and pkg/registry/apps/replicaset/strategy.go */
export const replicaSetStrategy: Strategy<ReplicaSet> = {
  prepareForCreate(object: KubeObject): ReplicaSet {
    const given = object.spec as Partial<ReplicaSet["spec"]> &
      Pick<ReplicaSet["spec"], "template" | "selector">;
    return {
      ...object,
      spec: { ...given, replicas: given.replicas ?? 1, template: defaultPodTemplate(given.template) },
      status: { replicas: 0 },
    };
  },
};
