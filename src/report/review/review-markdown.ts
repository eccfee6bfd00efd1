import type { ReviewResult, Subject } from "../../review/review-result.ts";
import { markdownCode, markdownText } from "../markdown-text.ts";
import { caseBlocks } from "./case-markdown.ts";
import { type Block, fitBlocks } from "./fit-blocks.ts";
import { reasonsMarkdown } from "./reasons-markdown.ts";
import {
  countText,
  nothingText,
  refParts,
  subjectTitle,
  verdictMarks,
  verdictSentences,
  verdictWords,
} from "./words.ts";

/**
 * A comment on GitHub holds 65,536 characters (of which none has less than a byte), some of them for a mark to find it again
 * by; a step summary so many bytes.
 */
const commentLimit = 65_536 - 200;
const summaryLimit = 1024 * 1024;

/** The review as a comment. */
export const commentMarkdown = (result: ReviewResult): string => reviewMarkdown(result, commentLimit);

/** The review as the summary of a step. */
export const summaryMarkdown = (result: ReviewResult): string => reviewMarkdown(result, summaryLimit);

/**
 * A review for a pull request: the verdict, why, how each run came out; all else folded away. What does not fit is left out,
 * timelines and traces first, and it is said.
 *
 * @param limit how many bytes it may have at most
 */
export function reviewMarkdown(result: ReviewResult, limit: number): string {
  const blocks = [
    { text: leadText(result), rank: 0, group: -1 },
    ...result.subjects.flatMap((subject, group) => subjectBlocks(subject, group)),
  ];
  return fitBlocks(
    blocks,
    limit,
    (count) =>
      `\n_${count} ${count === 1 ? "part is" : "parts are"} left out, as there is no more room here._\n`,
  );
}

function leadText({ verdict, base, head, subjects }: ReviewResult): string {
  const sentence = subjects.length === 0 ? nothingText : verdictSentences[verdict];
  const sides = [base, head].map((side) => {
    const { ref, commit } = refParts(side);
    return `${side.commit === "" ? ref : markdownCode(ref)}${commit === "" ? "" : ` (${commit})`}`;
  });
  const counts = subjects.length > 1 ? ` · ${countText(subjects)}` : "";
  return `## ${verdictMarks[verdict]} ${capital(verdictWords[verdict])}\n\n${sentence}\n\n${sides.join(" → ")}${counts}\n`;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function subjectBlocks(subject: Subject, group: number): Block[] {
  const title = `\n### ${verdictMarks[subject.verdict]} ${markdownText(subjectTitle(subject))}\n`;
  const notes = subject.notes.map((note) => `\n_${markdownText(note)}_\n`).join("");
  const head = { text: title + notes + reasonsMarkdown(subject), rank: 1, group };
  return [head, ...subject.cases.flatMap((each) => caseBlocks(each, subject.cases.length > 1, group))];
}
