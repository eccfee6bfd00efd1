import type { ScalingBehavior, ScalingRules } from "../../api/strategies/autoscaler.ts";

/** What an autoscaler remembers; times in virtual milliseconds. */
export interface ScalingHistory {
  readonly recommendations: readonly { readonly time: number; readonly replicas: number }[];
  readonly changes: readonly { readonly time: number; readonly by: number }[];
}

/** So long a lower number waits for a higher one to come back, milliseconds. */
const usualWindow = 300_000;

const usualUp: ScalingRules = {
  stabilizationWindowSeconds: 0,
  policies: [
    { type: "Pods", value: 4, periodSeconds: 15 },
    { type: "Percent", value: 100, periodSeconds: 15 },
  ],
};
const usualDown: ScalingRules = { policies: [{ type: "Percent", value: 100, periodSeconds: 15 }] };

/**
 * What is made of a number that the metrics ask for: no going back and forth, and no faster than the policies allow
 * (pkg/controller/podautoscaler/horizontal.go, normalizeDesiredReplicas and normalizeDesiredReplicasWithBehaviors).
 */
export function normalizedReplicas(
  current: number,
  wanted: number,
  behavior: ScalingBehavior | undefined,
  history: ScalingHistory,
  now: number,
): number {
  const recent = (window: number): number[] => [
    wanted,
    ...history.recommendations.filter(({ time }) => time > now - window).map(({ replicas }) => replicas),
  ];
  if (behavior === undefined) {
    const stable = Math.max(...recent(usualWindow));
    return Math.min(stable, Math.max(2 * current, 4));
  }
  const up = { ...usualUp, ...behavior.scaleUp };
  const down = { ...usualDown, ...behavior.scaleDown };
  const windowOf = ({ stabilizationWindowSeconds: seconds }: ScalingRules, usual: number): number =>
    seconds === undefined ? usual : seconds * 1000;
  const lowest = Math.min(...recent(windowOf(up, 0)));
  const highest = Math.max(...recent(windowOf(down, usualWindow)));
  const stable = Math.min(Math.max(current, lowest), highest);
  if (stable > current) return Math.max(current, Math.min(stable, limit(up, current, history, now, 1)));
  if (stable < current) return Math.min(current, Math.max(stable, limit(down, current, history, now, -1)));
  return current;
}

/** How far the policies let the number go in one direction. */
function limit(
  { policies = [], selectPolicy = "Max" }: ScalingRules,
  current: number,
  { changes }: ScalingHistory,
  now: number,
  direction: 1 | -1,
): number {
  if (selectPolicy === "Disabled" || policies.length === 0) return current;
  const limits = policies.map(({ type, value, periodSeconds }) => {
    const moved = changes
      .filter(({ time, by }) => time > now - periodSeconds * 1000 && Math.sign(by) === direction)
      .reduce((sum, { by }) => sum + by, 0);
    const before = current - moved;
    if (type === "Pods") return before + direction * value;
    return direction > 0 ? Math.ceil(before * (1 + value / 100)) : Math.trunc(before * (1 - value / 100));
  });
  const farthest = selectPolicy === "Max" ? direction > 0 : direction < 0;
  return farthest ? Math.max(...limits) : Math.min(...limits);
}
