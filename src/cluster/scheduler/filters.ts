import { parseQuantity } from "../../util/quantity.ts";
import type { Node, Taint } from "../api/node.ts";
import type { PodSpec, Toleration } from "../api/pod.ts";
import type { Amounts } from "./pod-requests.ts";

/** A node with what its pods have taken already. */
export interface NodeUse {
  readonly node: Node;
  readonly used: Amounts;
  readonly pods: number;
}

/** Why a node is not possible: one text per reason, and whether deleting pods from it could help. */
export interface Refusal {
  readonly reasons: readonly string[];
  readonly preemptable: boolean;
}

type Filter = (spec: PodSpec, requests: Amounts, use: NodeUse) => Refusal | undefined;

/** The scheduler's filter plugins in their order; the first one that refuses speaks for the node. */
const filters: readonly Filter[] = [nodeUnschedulable, tolerates, nodeSelector, resourcesFit];

export function refusalOf(spec: PodSpec, requests: Amounts, use: NodeUse): Refusal | undefined {
  for (const filter of filters) {
    const refusal = filter(spec, requests, use);
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}

const never = (reason: string): Refusal => ({ reasons: [reason], preemptable: false });

function nodeUnschedulable(spec: PodSpec, _requests: Amounts, { node }: NodeUse): Refusal | undefined {
  if (node.spec.unschedulable !== true) return undefined;
  const taint: Taint = { key: "node.kubernetes.io/unschedulable", effect: "NoSchedule" };
  return isTolerated(taint, spec.tolerations ?? []) ? undefined : never("node(s) were unschedulable");
}

function tolerates(spec: PodSpec, _requests: Amounts, { node }: NodeUse): Refusal | undefined {
  const taint = (node.spec.taints ?? []).find(
    (each) => each.effect !== "PreferNoSchedule" && !isTolerated(each, spec.tolerations ?? []),
  );
  return taint === undefined ? undefined : never("node(s) had untolerated taint(s)");
}

function nodeSelector(spec: PodSpec, _requests: Amounts, { node }: NodeUse): Refusal | undefined {
  const labels = node.metadata.labels ?? {};
  const fits = Object.entries(spec.nodeSelector ?? {}).every(([key, value]) => labels[key] === value);
  return fits ? undefined : never("node(s) didn't match Pod's node affinity/selector");
}

function resourcesFit(_spec: PodSpec, requests: Amounts, { node, used, pods }: NodeUse): Refusal | undefined {
  const reasons: string[] = [];
  let preemptable = true;
  if (pods + 1 > (parseQuantity(node.status.allocatable["pods"] ?? "110") ?? 110))
    reasons.push("Too many pods");
  for (const [name, amount] of requests) {
    if (amount === 0) continue;
    const allocatable = parseQuantity(node.status.allocatable[name] ?? "0") ?? 0;
    // Sums of decimal fractions are compared with room for their rounding.
    if (amount > allocatable - (used.get(name) ?? 0) + 1e-9) {
      reasons.push(`Insufficient ${name}`);
      if (amount > allocatable) preemptable = false;
    }
  }
  return reasons.length === 0 ? undefined : { reasons, preemptable };
}

export const isTolerated = (taint: Taint, tolerations: readonly Toleration[]): boolean =>
  tolerations.some(
    ({ key = "", operator = "Equal", value = "", effect = "" }) =>
      (effect === "" || effect === taint.effect) &&
      (key === "" ? operator === "Exists" : key === taint.key) &&
      (operator === "Exists" || value === (taint.value ?? "")),
  );
