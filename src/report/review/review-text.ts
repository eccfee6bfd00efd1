import type { CaseReview, Reason, ReviewResult, ReviewRun, Subject } from "../../review/review-result.ts";
import {
  caseTitle,
  changeText,
  countText,
  nothingText,
  placeText,
  refText,
  sideText,
  subjectTitle,
  verdictSentences,
  verdictWords,
  wantedOf,
} from "./words.ts";

/** A review for a reader at a terminal: the verdict first, then why, and how each run came out. */
export function reviewText({ verdict, base, head, subjects }: ReviewResult): string {
  const lead = `${verdictWords[verdict]}: ${subjects.length === 0 ? nothingText : verdictSentences[verdict]}\n`;
  const what = `${refText(base)} → ${refText(head)}${subjects.length === 0 ? "" : `: ${countText(subjects)}`}\n`;
  return [lead, what, ...subjects.map(subjectText)].join("");
}

const subjectText = (subject: Subject): string =>
  `\n${subjectTitle(subject)}: ${verdictWords[subject.verdict]}\n${subject.notes.map((note) => `  (${note})\n`).join("")}${subject.cases.map(caseText).join("")}`;

function caseText(each: CaseReview): string {
  const title = caseTitle(each);
  return [
    ...(title === "" ? [] : [`  ${title}: ${verdictWords[each.verdict]}\n`]),
    ...each.reasons.map(reasonText),
    ...each.runs.map(runText),
  ].join("");
}

function reasonText({ verdict, text, detail, advice, rule, place }: Reason): string {
  const where = place === undefined ? "" : ` ${placeText(place)}`;
  const id = rule === "" ? "" : `[${rule}]`;
  return [
    `  ${verdict === "breaks" ? "✗" : "!"} ${text}\n`,
    ...(where + id === "" ? [] : [`      at${where} ${id}`.trimEnd(), "\n"]),
    ...detail.map((line) => `      ${line}\n`),
    ...(advice === "" ? [] : [`      ${advice}\n`]),
  ].join("");
}

function runText(run: ReviewRun): string {
  const [before, after] = [sideText(run, "before"), sideText(run, "after")];
  const times = before === after ? after : `${before} → ${after}`;
  const ready = run.readiness.map(
    (each) =>
      `      ${each.kind}/${each.name}: at least ${changeText(each.lowestBefore, each.lowest)} of ${wantedOf(each)} ready\n`,
  );
  const showsReady = run.name === "upgrade" || run.name === "rollback" || run.name === "scenario";
  return `  ${run.title}: ${times}\n${showsReady ? ready.join("") : ""}`;
}
