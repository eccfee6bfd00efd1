import { duration } from "./duration-schema.ts";
import { object, optional } from "./object-schema.ts";
import { choice, type Output } from "./schema.ts";

const snapshotLevels = ["order", "states", "rows", "full"] as const;

export const snapshot = object("snapshot", {
  level: optional(
    choice(snapshotLevels),
    "order (default): what comes after what; states: and every state; rows: each row of kubectl get -w; full: and what Helm prints, and events",
  ),
  grain: optional(duration, "times are rounded to whole multiples of it; default 1s"),
});

export type SnapshotSettings = Output<typeof snapshot>;
