import type { Reason } from "../review-result.ts";
import { type ReasonRule, reason, short } from "./compared-case.ts";

/** Workloads of the running release that have no ready pod for a while. */
export const downtime: ReasonRule = ({ runs }) =>
  runs.flatMap(({ name, readiness }): Reason[] => {
    if (name !== "upgrade" && name !== "rollback") return [];
    return readiness.flatMap((each): Reason[] => {
      if (each.down === 0 || (each.lowestBefore ?? 0) === 0) return [];
      const ends = each.end.ready >= each.end.wanted;
      const when = name === "upgrade" ? "During the upgrade" : "If the new version does not start";
      const how = ends ? `for ${each.down.toFixed(1)}s` : "from then on";
      return [reason("look-here", `${when} ${short(each)} has no ready pod ${how}.`)];
    });
  });
