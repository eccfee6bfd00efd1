import { explainChange } from "../snapshot/explain-change.ts";
import type { MatcherResult } from "./recording-matchers.ts";

/** The result of a runner's snapshot matcher, whose message also says what the difference means. */
export const explained = <T extends MatcherResult>(result: T, before: string, after: string): T => ({
  ...result,
  message: () => [...explainChange(before, after).map((each) => `${each}.`), result.message()].join("\n"),
});
