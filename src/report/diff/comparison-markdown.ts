import { areSame, type Comparison } from "../../review/comparison.ts";
import { markdownBlock, markdownCode, markdownFold, markdownText } from "../markdown-text.ts";
import { findingLines, orderLines } from "./comparison-text.ts";
import { differencesText } from "./differences-text.ts";

/** A comparison as Markdown: the order and the findings as a list, everything else folded away. */
export function comparisonMarkdown(comparison: Comparison): string {
  const { before, after, differences, order } = comparison;
  const head = `${markdownCode(before)} → ${markdownCode(after)}`;
  if (areSame(comparison)) return `${head}: no difference.\n`;
  const items = [...orderLines(comparison), ...findingLines(comparison)];
  const folds = [
    ...(order.diff === ""
      ? []
      : [markdownFold("Order", markdownBlock(order.diff.trimEnd().split("\n"), "diff"))]),
    ...(differences.length === 0
      ? []
      : [
          markdownFold(
            `${differences.length} ${differences.length === 1 ? "difference" : "differences"}`,
            markdownBlock(differencesText(differences, { before, after }).trimEnd().split("\n"), "diff"),
          ),
        ]),
  ];
  return [`${head}\n`, items.map((item) => `- ${markdownText(item)}\n`).join(""), ...folds]
    .filter((part) => part !== "")
    .join("\n");
}
