import { type ReasonRule, reason, short } from "./compared-case.ts";

/** Nobody removes the releases of a chart that is gone from a repository. */
export const deletedChart: ReasonRule = ({ change, runs }) => {
  if (change !== "deleted") return [];
  const left = runs.flatMap((run) => (run.name === "uninstall" ? run.left.map(short) : []));
  return [
    reason(
      "look-here",
      "The chart is deleted. Releases of it keep running until somebody uninstalls them.",
      left.length === 0 ? {} : { detail: [`an uninstall leaves ${left.join(", ")}`] },
    ),
  ];
};
