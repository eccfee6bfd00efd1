import type { Reason, ReviewResult } from "../../review/review-result.ts";
import { type AnnotationLevel, githubAnnotation, mostAnnotations } from "../github-annotation.ts";
import { placeOrChart } from "./place-or-chart.ts";
import { reviewText } from "./review-text.ts";
import { subjectTitle } from "./words.ts";

const levels: Readonly<Record<Reason["verdict"], AnnotationLevel>> = {
  breaks: "error",
  "look-here": "warning",
};

/**
 * Annotations for GitHub Actions, each reason once, the worst first, and no more of a level than GitHub shows. The whole
 * review stands in the log after them.
 */
export function reviewAnnotations(result: ReviewResult): string {
  const left: Record<AnnotationLevel, number> = {
    error: mostAnnotations,
    warning: mostAnnotations,
    notice: mostAnnotations,
  };
  const lines = new Set<string>();
  for (const subject of result.subjects)
    for (const reason of subject.cases.flatMap(({ reasons }) => reasons)) {
      const level = levels[reason.verdict];
      const text = [reason.text, ...reason.detail.slice(0, 5), reason.advice].join("\n").trimEnd();
      const line = githubAnnotation(level, placeOrChart(reason.place, subject), subjectTitle(subject), text);
      if (!lines.has(line) && left[level]-- > 0) lines.add(line);
    }
  return `${[...lines].join("")}${reviewText(result)}`;
}
