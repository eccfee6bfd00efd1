import { extended } from "../../../util/extended.ts";
import { remembering } from "../../../util/remembering.ts";
import type { ApiServer } from "../api-server.ts";
import type { Pod, PodSpec } from "../pod.ts";
import type { PriorityClass } from "../strategies/priority-class.ts";
import { forbiddenBy, nameBeforeDrawing } from "./forbidden.ts";

/** Classes that every cluster has. */
const builtIn: Readonly<Record<string, number>> = {
  "system-cluster-critical": 2_000_000_000,
  "system-node-critical": 2_000_001_000,
};

type Class = Pick<PriorityClass, "value" | "preemptionPolicy">;

/**
 * The Priority plugin: a pod's priority is that of its class, or of the cluster's default one.
 * @throws ApiError Forbidden if the class is not there
 */
export function withPriority(api: ApiServer, pod: Pod): Pod {
  const { priorityClassName: name = "" } = pod.spec;
  const found = name === "" ? defaultClass(api) : classNamed(api, name);
  if (found === undefined)
    throw forbiddenBy(api, pod, `no PriorityClass with name ${name} was found`, nameBeforeDrawing(pod));
  const { value, preemptionPolicy = "PreemptLowerPriority" } = found;
  const { priority } = pod.spec;
  if (priority !== undefined && priority !== value)
    throw forbiddenBy(
      api,
      pod,
      `the integer value of priority (${priority}) must not be provided in pod spec; priority admission controller computed ${value} from the given PriorityClass name`,
      nameBeforeDrawing(pod),
    );
  return { ...pod, spec: withValue(pod.spec, value, preemptionPolicy) };
}

const withValue = remembering(
  (spec: PodSpec, priority: number, preemptionPolicy: NonNullable<Class["preemptionPolicy"]>): PodSpec =>
    extended(spec, { priority, preemptionPolicy }),
);

function classNamed(api: ApiServer, name: string): Class | undefined {
  const value = builtIn[name];
  if (value !== undefined) return { value };
  const ref = { kind: "PriorityClass", namespace: "", name };
  // of one that is taken to be there nothing else is known
  return api.get<PriorityClass>(ref) ?? (api.isAssumed(ref) ? { value: 0 } : undefined);
}

/** Of several defaults the lowest one counts. */
const defaultClass = (api: ApiServer): Class =>
  api
    .list<PriorityClass>("PriorityClass")
    .filter(({ globalDefault }) => globalDefault === true)
    .reduce<Class | undefined>(
      (lowest, each) => (lowest !== undefined && lowest.value <= each.value ? lowest : each),
      undefined,
    ) ?? {
    value: 0,
  };
