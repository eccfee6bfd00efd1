import type { CaseReview, Reason } from "../../review/review-result.ts";
import { placeText } from "./words.ts";

/** All of a reason as plain lines: the sentence, where it comes from, what was seen, what to do. */
export function reasonLines({ text, detail, advice, rule, place }: Reason): string[] {
  const at = [placeText(place ?? {}), rule === "" ? "" : `[${rule}]`].filter((part) => part !== "").join(" ");
  return [
    text,
    ...[...(at === "" ? [] : [`at ${at}`]), ...detail, ...(advice === "" ? [] : [advice])].map(
      (line) => `  ${line}`,
    ),
  ];
}

/** How long the commands of a case take, virtual seconds. */
export function secondsOf({ runs }: CaseReview): number {
  const steps = runs.flatMap(({ after, before }) => (after ?? before)?.steps ?? []);
  return Math.round(steps.reduce((sum, { start, end }) => sum + end - start, 0) * 1000) / 1000;
}
