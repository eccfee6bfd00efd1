import type { KubernetesRules } from "../kubernetes-rules.ts";
import type { Placement } from "./find-node.ts";
import type { Preemption } from "./preemption.ts";

/**
 * The text of FailedScheduling events and conditions (pkg/scheduler/framework/types.go, FitError, and what the preemption
 * plugin adds): reasons counted over the nodes and sorted as text. Where others are deleted to make room, that plugin
 * has nothing to add.
 */
export function unschedulableMessage(
  nodes: number,
  placement: Extract<Placement, { kind: "none" }>,
  rules: KubernetesRules,
  preemption: Preemption | "underway" | undefined,
): string {
  if (nodes === 0) return "no nodes available to schedule pods";
  const head = `0/${nodes} nodes are available:`;
  const claims = rules.dynamicResources ? "no new claims to deallocate, " : "";
  if (placement.before !== undefined) {
    const after = rules.dynamicResources
      ? "not found"
      : `preemption: ${head} ${nodes} Preemption is not helpful for scheduling.`;
    return `${head} ${placement.before}. ${after}`;
  }
  const refusals = [...placement.refusals.values()];
  const reasons = histogram(refusals.flatMap((refusal) => refusal.reasons));
  if (preemption === "underway")
    return `${head} ${reasons}. ${claims}not eligible due to a terminating pod on the nominated node.`;
  if (preemption !== undefined) return `${head} ${reasons}.`;
  const hopes = histogram(
    refusals.map((refusal) =>
      refusal.preemptable
        ? "No preemption victims found for incoming pod"
        : "Preemption is not helpful for scheduling",
    ),
  );
  return `${head} ${reasons}. ${claims}preemption: ${head} ${hopes}.`;
}

function histogram(texts: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts]
    .map(([text, count]) => `${count} ${text}`)
    .sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
    .join(", ");
}
