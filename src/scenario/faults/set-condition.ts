import type { ApiServer } from "../../cluster/api/api-server.ts";
import type { KubeObject, ObjectRef } from "../../cluster/api/object.ts";
import type { FaultCondition } from "./fault.ts";

interface Answered extends KubeObject {
  readonly status?: {
    readonly conditions?: readonly (FaultCondition & { readonly lastTransitionTime?: string })[];
  };
}

/** Writes a condition as an operator does that has dealt with an object; gives why it could not. */
export function setCondition(api: ApiServer, ref: ObjectRef, condition: FaultCondition): string | undefined {
  const object = api.get<Answered>(ref);
  if (object === undefined) return api.notFound(ref).message;
  const { generation } = object.metadata;
  const observed = generation === undefined ? {} : { observedGeneration: generation };
  api.updateStatus<Answered>(ref, (status = {}) => {
    const { conditions = [] } = status;
    const before = conditions.find(({ type }) => type === condition.type);
    const lastTransitionTime =
      before?.status === condition.status ? before.lastTransitionTime : api.clock.timestamp();
    const next = { ...condition, ...observed, lastTransitionTime };
    const all =
      before === undefined
        ? [...conditions, next]
        : conditions.map((each) => (each === before ? next : each));
    return { ...status, ...observed, conditions: all } as Answered["status"];
  });
  return undefined;
}
