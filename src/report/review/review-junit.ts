import type { CaseReview, ReviewResult, Subject } from "../../review/review-result.ts";
import { type JunitCase, junitXml } from "../junit-xml.ts";
import { reasonLines, secondsOf } from "./reason-lines.ts";
import { caseTitle } from "./words.ts";

/** A review as JUnit's XML: a case for each chart with each set of values; what breaks is a failure. Times are virtual. */
export function reviewJunit({ subjects }: ReviewResult): string {
  const cases = subjects.flatMap((subject) => subject.cases.map((each) => testCase(subject, each)));
  const seconds = cases.reduce((sum, each) => sum + each.seconds, 0);
  return junitXml(cases, { skipped: 0, seconds: Math.round(seconds * 1000) / 1000 });
}

function testCase({ path, name }: Subject, each: CaseReview): JunitCase {
  const [first] = each.reasons;
  return {
    name: [name, caseTitle(each)].filter((part) => part !== "").join(" "),
    classname: path,
    seconds: secondsOf(each),
    ...(each.verdict === "breaks" && first !== undefined
      ? { failure: { message: first.text, text: each.reasons.flatMap(reasonLines).join("\n") } }
      : {}),
  };
}
