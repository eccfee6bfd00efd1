import type { Refusal } from "./filters.ts";

/**
 * The text of FailedScheduling events and conditions (pkg/scheduler/framework/types.go, FitError, and the preemption
 * plugin's part after it): reasons counted over the nodes and sorted as text.
 */
export function unschedulableMessage(nodes: number, refusals: readonly Refusal[]): string {
  if (nodes === 0) return "no nodes available to schedule pods";
  const head = `0/${nodes} nodes are available:`;
  const reasons = histogram(refusals.flatMap((refusal) => refusal.reasons));
  const preemption = histogram(
    refusals.map((refusal) =>
      refusal.preemptable
        ? "No preemption victims found for incoming pod"
        : "Preemption is not helpful for scheduling",
    ),
  );
  return `${head} ${reasons}. no new claims to deallocate, preemption: ${head} ${preemption}.`;
}

function histogram(texts: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts]
    .map(([text, count]) => `${count} ${text}`)
    .sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
    .join(", ");
}
