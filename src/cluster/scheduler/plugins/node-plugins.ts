import type { Node, Taint } from "../../api/node.ts";
import type { PodSpec, Toleration } from "../../api/pod.ts";
import { type FilterPlugin, refusal } from "./plugin.ts";

export const nodeUnschedulable: FilterPlugin = {
  filter: ({ pod }) => {
    const taint: Taint = { key: "node.kubernetes.io/unschedulable", effect: "NoSchedule" };
    if (isTolerated(taint, pod.spec.tolerations ?? [])) return undefined;
    return ({ node }) =>
      node.spec.unschedulable === true ? refusal("node(s) were unschedulable") : undefined;
  },
};

export const taintToleration: FilterPlugin = {
  filter:
    ({ pod, rules }) =>
    ({ node }) => {
      const taint = (node.spec.taints ?? []).find(
        (each) => each.effect !== "PreferNoSchedule" && !isTolerated(each, pod.spec.tolerations ?? []),
      );
      if (taint === undefined) return undefined;
      if (rules.shortTaintMessage) return refusal("node(s) had untolerated taint(s)");
      return refusal(`node(s) had untolerated taint {${taint.key}: ${taint.value ?? ""}}`);
    },
};

export const isTolerated = (taint: Taint, tolerations: readonly Toleration[]): boolean =>
  tolerations.some(
    ({ key = "", operator = "Equal", value = "", effect = "" }) =>
      (effect === "" || effect === taint.effect) &&
      (key === "" ? operator === "Exists" : key === taint.key) &&
      (operator === "Exists" || value === (taint.value ?? "")),
  );

interface NodeSelectorTerm {
  readonly matchExpressions?: readonly Requirement[];
  readonly matchFields?: readonly Requirement[];
}

interface Requirement {
  readonly key: string;
  readonly operator: string;
  readonly values?: readonly string[];
}

export const nodeAffinity: FilterPlugin = {
  filter: ({ pod }) => {
    const { affinity, nodeSelector } = pod.spec;
    if (affinity?.nodeAffinity === undefined && Object.keys(nodeSelector ?? {}).length === 0)
      return undefined;
    return ({ node }) =>
      matchesNodeAffinity(pod.spec, node)
        ? undefined
        : refusal("node(s) didn't match Pod's node affinity/selector");
  },
};

/** Whether a node has what a pod's nodeSelector and required node affinity ask for. */
export function matchesNodeAffinity(spec: PodSpec, node: Node): boolean {
  const affinity = spec.affinity?.nodeAffinity as
    | {
        requiredDuringSchedulingIgnoredDuringExecution?: { nodeSelectorTerms?: readonly NodeSelectorTerm[] };
      }
    | undefined;
  const terms = affinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms;
  const labels = node.metadata.labels ?? {};
  const selected = Object.entries(spec.nodeSelector ?? {}).every(([key, value]) => labels[key] === value);
  return selected && (terms === undefined || terms.some((term) => matchesTerm(node, term)));
}

/** All requirements of a term hold; one without any requirement matches nothing. */
function matchesTerm(node: Node, { matchExpressions = [], matchFields = [] }: NodeSelectorTerm): boolean {
  if (matchExpressions.length + matchFields.length === 0) return false;
  const labels = node.metadata.labels ?? {};
  const field = (key: string): string | undefined =>
    key === "metadata.name" ? node.metadata.name : undefined;
  return (
    matchExpressions.every((each) => holds(each, labels[each.key])) &&
    matchFields.every((each) => holds(each, field(each.key)))
  );
}

function holds({ operator, values = [] }: Requirement, value: string | undefined): boolean {
  switch (operator) {
    case "In":
      return value !== undefined && values.includes(value);
    case "NotIn":
      return value === undefined || !values.includes(value);
    case "Exists":
      return value !== undefined;
    case "DoesNotExist":
      return value === undefined;
    case "Gt":
      return value !== undefined && Number(value) > Number(values[0]);
    case "Lt":
      return value !== undefined && Number(value) < Number(values[0]);
    default:
      return false;
  }
}

export const nodePorts: FilterPlugin = {
  filter: ({ pod }) => {
    const wanted = hostPorts(pod.spec);
    if (wanted.length === 0) return undefined;
    return ({ pods }) => {
      const taken = new Set([...pods.values()].flatMap((each) => hostPorts(each.spec)));
      return wanted.some((port) => taken.has(port))
        ? refusal("node(s) didn't have free ports for the requested pod ports", true)
        : undefined;
    };
  },
};

function hostPorts(spec: PodSpec): string[] {
  return [...spec.containers, ...(spec.initContainers ?? [])].flatMap(({ ports = [] }) =>
    ports
      .map((port) => ({
        number: port.hostPort ?? (spec.hostNetwork === true ? port.containerPort : 0),
        protocol: port.protocol ?? "TCP",
      }))
      .filter(({ number }) => number > 0)
      .map(({ number, protocol }) => `${protocol}/${number}`),
  );
}
