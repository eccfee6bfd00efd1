import type { Reason } from "../review-result.ts";
import { type ReasonRule, reason } from "./compared-case.ts";

/** Both sides run with another Helm: whatever is different comes from that, too. */
export const otherHelm: ReasonRule = ({ runs }) => {
  const moved = runs.find(
    ({ before, after }) =>
      before !== undefined && after !== undefined && before.helmVersion !== after.helmVersion,
  );
  if (moved?.before === undefined || moved.after === undefined) return [];
  const [was, is] = [moved.before.helmVersion, moved.after.helmVersion];
  const text = `Helm ${was} becomes Helm ${is}.`;
  const advice = `seatrial explain helm-versions tells which rules of Helm changed in between.`;
  return [reason("look-here", text, { advice })] satisfies Reason[];
};
