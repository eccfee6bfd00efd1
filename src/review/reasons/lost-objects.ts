import { effectsOf } from "../effects.ts";
import type { Reason } from "../review-result.ts";
import { type ReasonRule, reason, short } from "./compared-case.ts";

/** Objects of the running release that the upgrade deletes, if no finding tells of them. */
export const lostObjects: ReasonRule = ({ runs, findings }) =>
  runs.flatMap(({ name, before, effects }): Reason[] => {
    if (name !== "upgrade") return [];
    const known = new Set([
      ...(before === undefined ? [] : effectsOf(before).deleted.map(short)),
      ...findings.flatMap(({ rule, object }) =>
        rule === "object-turned-into-hook" && object !== undefined ? [short(object)] : [],
      ),
    ]);
    const names = effects.deleted.map(short).filter((each) => !known.has(each));
    if (names.length === 0) return [];
    return [reason("look-here", `The upgrade deletes ${listed(names)}.`, { detail: names.slice(most) })];
  });

const most = 5;

const listed = (names: readonly string[]): string =>
  names.length <= most
    ? names.join(", ")
    : `${names.slice(0, most).join(", ")} and ${names.length - most} more`;
