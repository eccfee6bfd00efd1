import type { ReviewResult } from "../../review/review-result.ts";

/** A review in one format. */
export type ReviewReport = (result: ReviewResult) => string;

/** Every report of a review by its name, loaded when it is asked for. */
export const reviewReports: ReadonlyMap<string, () => Promise<ReviewReport>> = new Map([
  ["text", async () => (await import("./review-text.ts")).reviewText],
  ["markdown", async () => (await import("./review-markdown.ts")).commentMarkdown],
  ["step-summary", async () => (await import("./review-markdown.ts")).summaryMarkdown],
  ["html", async () => (await import("./review-html.ts")).reviewHtml],
  ["json", async () => (await import("./review-json.ts")).reviewJson],
  ["sarif", async () => (await import("./review-sarif.ts")).reviewSarif],
  ["junit", async () => (await import("./review-junit.ts")).reviewJunit],
  ["tap", async () => (await import("./review-tap.ts")).reviewTap],
  ["github", async () => (await import("./review-annotations.ts")).reviewAnnotations],
]);
