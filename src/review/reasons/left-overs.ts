import type { Reason } from "../review-result.ts";
import { type ReasonRule, reason, short } from "./compared-case.ts";

/** What an uninstall leaves and did not leave without the change. */
export const leftOvers: ReasonRule = ({ runs }) =>
  runs.flatMap(({ name, before, left }): Reason[] => {
    const names = left.filter((each) => !each.before).map(short);
    return name !== "uninstall" || before === undefined || names.length === 0
      ? []
      : [reason("look-here", `After an uninstall this is left now: ${names.join(", ")}.`)];
  });
