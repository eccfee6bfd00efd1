import type { Distribution } from "../distribution.ts";
import type { ContainerRule } from "../scenario.ts";

/** What one source says of a container; what it leaves undefined is left to the next source. */
export type StatedBehaviour = Partial<Omit<ContainerRule, "match" | "line">>;

export const fixed = (milliseconds: number): Distribution => ({ kind: "fixed", value: milliseconds });
