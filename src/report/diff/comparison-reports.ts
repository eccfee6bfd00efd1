import type { Comparison } from "../../review/comparison.ts";
import { comparisonMarkdown } from "./comparison-markdown.ts";
import { comparisonText } from "./comparison-text.ts";

/** One JSON document. */
const comparisonJson = (comparison: Comparison): string =>
  `${JSON.stringify({ format: "seatrial-diff/1", ...comparison }, null, 2)}\n`;

/** Every report of a comparison by its name. */
export const comparisonReports: ReadonlyMap<string, (comparison: Comparison) => string> = new Map([
  ["text", comparisonText],
  ["markdown", comparisonMarkdown],
  ["json", comparisonJson],
]);
