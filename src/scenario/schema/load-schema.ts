import { Quantity } from "../../cluster/api/quantity.ts";
import { duration, lasting } from "./duration-schema.ts";
import { object, optional, required } from "./object-schema.ts";
import { quantity } from "./quantity-schema.ts";
import { converted, text } from "./schema.ts";

/** One entry of `load:`; all that fit a workload at a time add up. */
export const loadRule = converted(
  object("a load", {
    workload: required(text(), "whose pods share it: Deployment/web; * and ? are wildcards"),
    cpu: optional(quantity, "processor time that its pods need together, such as 1500m"),
    memory: optional(quantity, "memory that its pods need together, such as 2Gi"),
    at: optional(duration, "from when, counted from the start of the run; default: from the start"),
    for: optional(lasting, "how long it lasts; default: forever"),
  }),
  ({ workload, cpu, memory, at = 0, for: lasts = Number.POSITIVE_INFINITY }, tree, problems) => {
    const says = tree.kind === "map" && tree.entries.some(({ key }) => /^(cpu|memory)$/.test(key.text));
    if (!says)
      problems.add(tree, "a load is one of cpu, of memory, or of both.", "Say how much: cpu: 1500m.");
    return {
      workload,
      cpu: cpu === undefined ? undefined : Quantity.of(cpu).toNumber() * 1000,
      memory: memory === undefined ? undefined : Quantity.of(memory).toNumber(),
      from: at,
      until: at + lasts,
    };
  },
);
