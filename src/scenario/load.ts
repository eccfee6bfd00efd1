import type { Load } from "../cluster/behaviour.ts";
import { matchesGlob } from "./glob.ts";
import type { loadRule } from "./schema/load-schema.ts";
import type { Output } from "./schema/schema.ts";

/** What the pods of some workloads have to do for a time; virtual milliseconds from the start of the run. */
export type LoadRule = Output<typeof loadRule>;

/**
 * What a workload has to do at a time: the sum of the rules that fit. One that is never named has no load that anybody
 * knows of; one that is named has none outside of the times given.
 */
export function loadOf(rules: readonly LoadRule[], workload: string, time: number): Load | undefined {
  const own = rules.filter((rule) => matchesGlob(rule.workload, workload));
  if (own.length === 0) return undefined;
  const total = (key: "cpu" | "memory"): number | undefined => {
    const stated = own.filter((rule) => rule[key] !== undefined);
    if (stated.length === 0) return undefined;
    return stated
      .filter(({ from, until }) => from <= time && time < until)
      .reduce((sum, rule) => sum + (rule[key] ?? 0), 0);
  };
  return { cpu: total("cpu"), memory: total("memory") };
}
