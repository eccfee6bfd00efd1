import type { ReviewResult } from "../../review/review-result.ts";

/** A review in one format. */
export type ReviewReport = (result: ReviewResult) => string;

/** Every report of a review by its name, loaded when it is asked for. */
export const reviewReports: ReadonlyMap<string, () => Promise<ReviewReport>> = new Map([
  ["text", async () => (await import("./review-text.ts")).reviewText],
]);
