import type { ReviewResult } from "../../review/review-result.ts";
import { tapPoint } from "../tap-point.ts";
import { reasonLines } from "./reason-lines.ts";
import { caseTitle, verdictWords } from "./words.ts";

/** A review as the Test Anything Protocol: a point for each chart with each set of values; what breaks is not ok. */
export function reviewTap({ subjects }: ReviewResult): string {
  const cases = subjects.flatMap(({ path, cases }) => cases.map((each) => ({ path, each })));
  const points = cases.map(({ path, each }, i) => {
    const name = [path, caseTitle(each)].filter((part) => part !== "").join(" ");
    const problem = {
      verdict: verdictWords[each.verdict],
      reasons: each.reasons.map((reason) => reasonLines(reason).join("\n")),
    };
    return tapPoint(i + 1, name, each.verdict === "breaks" ? problem : undefined);
  });
  return `TAP version 13\n${points.join("")}1..${cases.length}\n`;
}
