import type { FilterPlugin } from "./plugin.ts";

/** Sums of decimal fractions are compared with room for their rounding. */
const rounding = 1e-9;

/** pkg/scheduler/framework/plugins/noderesources/fit.go */
export const resourcesFit: FilterPlugin = {
  filter:
    ({ requests }) =>
    ({ allocatable, used, pods }) => {
      const reasons: string[] = [];
      let preemptable = true;
      const total = (name: string): number => allocatable.get(name) ?? 0;
      if (pods.size + 1 > total("pods")) reasons.push("Too many pods");
      for (const [name, amount] of requests) {
        if (amount === 0 || amount <= total(name) - (used.get(name) ?? 0) + rounding) continue;
        reasons.push(`Insufficient ${name}`);
        if (amount > total(name)) preemptable = false;
      }
      return reasons.length === 0 ? undefined : { reasons, preemptable };
    },
};
