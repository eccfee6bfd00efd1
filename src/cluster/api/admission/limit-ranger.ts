import type { ApiServer } from "../api-server.ts";
import type { KubeObject } from "../object.ts";
import type { Container, Pod, Resources } from "../pod.ts";
import { Quantity } from "../quantity.ts";
import type { PersistentVolumeClaim } from "../volumes.ts";
import { forbiddenBy } from "./forbidden.ts";
import { podUsage } from "./pod-usage.ts";

type Amounts = Readonly<Record<string, string | number>>;

interface LimitRange extends KubeObject {
  readonly spec: { readonly limits?: readonly Limit[] };
}

interface Limit {
  readonly type: "Container" | "Pod" | "PersistentVolumeClaim";
  readonly max?: Amounts;
  readonly min?: Amounts;
  readonly default?: Amounts;
  readonly defaultRequest?: Amounts;
  readonly maxLimitRequestRatio?: Amounts;
}

/** The LimitRanger plugin, first part: containers that say nothing get the defaults (plugin/pkg/admission/limitranger). */
export function withLimitDefaults(api: ApiServer, pod: Pod): Pod {
  const limits = limitsFor(api, pod).filter(({ type }) => type === "Container");
  if (limits.length === 0) return pod;
  const change = (containers: readonly Container[]): readonly Container[] =>
    containers.map((container) => limits.reduce(withContainerDefaults, container));
  const { containers, initContainers } = pod.spec;
  return {
    ...pod,
    spec: {
      ...pod.spec,
      containers: change(containers),
      ...(initContainers === undefined ? {} : { initContainers: change(initContainers) }),
    },
  };
}

function withContainerDefaults(container: Container, limit: Limit): Container {
  const most = { ...limit.max, ...limit.default };
  const request = { ...limit.min, ...most, ...limit.defaultRequest };
  const { limits = {}, requests = {} } = container.resources ?? {};
  const resources: Resources = {
    ...container.resources,
    ...nonEmpty("limits", { ...most, ...limits }),
    ...nonEmpty("requests", { ...request, ...requests }),
  };
  return { ...container, resources };
}

const nonEmpty = (field: keyof Resources, amounts: Amounts): Resources =>
  Object.keys(amounts).length === 0 ? {} : { [field]: amounts };

/**
 * The LimitRanger plugin, second part: nobody asks for less than the least or more than the most.
 * @throws ApiError Forbidden
 */
export function checkLimits(api: ApiServer, object: KubeObject): void {
  if (object.kind !== "Pod" && object.kind !== "PersistentVolumeClaim") return;
  for (const limit of limitsFor(api, object)) {
    const problems = subjectsOf(object, limit).flatMap((subject) => problemsOf(limit, subject));
    if (problems.length === 0) continue;
    throw forbiddenBy(api, object, problems.length === 1 ? (problems[0] ?? "") : `[${problems.join(", ")}]`);
  }
}

const limitsFor = (api: ApiServer, { metadata }: KubeObject): readonly Limit[] =>
  api.list<LimitRange>("LimitRange", metadata.namespace).flatMap(({ spec }) => spec.limits ?? []);

function subjectsOf(object: KubeObject, { type }: Limit): readonly Resources[] {
  if (object.kind === "PersistentVolumeClaim") {
    const { requests = {} } = (object as PersistentVolumeClaim).spec.resources ?? {};
    return type === "PersistentVolumeClaim" ? [{ requests, limits: requests }] : [];
  }
  const { spec } = object as Pod;
  if (type === "Container")
    return [...spec.containers, ...(spec.initContainers ?? [])].map(({ resources = {} }) => resources);
  if (type !== "Pod") return [];
  const total = (kind: "requests" | "limits"): Amounts =>
    Object.fromEntries([...podUsage(spec, kind)].map(([name, amount]) => [name, String(amount)]));
  return [{ requests: total("requests"), limits: total("limits") }];
}

function problemsOf(limit: Limit, { requests = {}, limits = {} }: Resources): readonly string[] {
  const problems: string[] = [];
  const usage = (bound: string, name: string, amount: Quantity): string =>
    `${bound} ${name} usage per ${limit.type} is ${amount}`;
  for (const [name, text] of sorted(limit.min)) {
    const least = Quantity.of(text);
    const [request, most] = [requests[name], limits[name]];
    if (request === undefined) problems.push(`${usage("minimum", name, least)}.  No request is specified`);
    else if (Quantity.of(request).compare(least) < 0)
      problems.push(`${usage("minimum", name, least)}, but request is ${Quantity.of(request)}`);
    else if (most !== undefined && Quantity.of(most).compare(least) < 0)
      problems.push(`${usage("minimum", name, least)}, but limit is ${Quantity.of(most)}`);
  }
  for (const [name, text] of sorted(limit.max)) {
    const greatest = Quantity.of(text);
    const [request, most] = [requests[name], limits[name]];
    if (most === undefined) problems.push(`${usage("maximum", name, greatest)}.  No limit is specified`);
    else if (Quantity.of(most).compare(greatest) > 0)
      problems.push(`${usage("maximum", name, greatest)}, but limit is ${Quantity.of(most)}`);
    else if (request !== undefined && Quantity.of(request).compare(greatest) > 0)
      problems.push(`${usage("maximum", name, greatest)}, but request is ${Quantity.of(request)}`);
  }
  for (const [name, text] of sorted(limit.maxLimitRequestRatio))
    problems.push(...ratioProblem(name, text, limit, requests, limits));
  return problems;
}

function ratioProblem(
  name: string,
  text: string | number,
  { type }: Limit,
  requests: Amounts,
  limits: Amounts,
): readonly string[] {
  const begin = `${name} max limit to request ratio per ${type} is ${Quantity.of(text)}, but`;
  const request = Quantity.of(requests[name]).toNumber();
  const most = Quantity.of(limits[name]).toNumber();
  if (request === 0) return [`${begin} no request is specified or request is 0`];
  if (most === 0) return [`${begin} no limit is specified or limit is 0`];
  const ratio = most / request;
  return ratio > Quantity.of(text).toNumber() ? [`${begin} provided ratio is ${ratio.toFixed(6)}`] : [];
}

const sorted = (amounts: Amounts | undefined): readonly (readonly [string, string | number])[] =>
  Object.entries(amounts ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
