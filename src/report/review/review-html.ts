import type {
  CaseReview,
  Readiness,
  Reason,
  ReviewFinding,
  ReviewResult,
  ReviewRun,
  Subject,
  Verdict,
} from "../../review/review-result.ts";
import { findingsList } from "../html/findings-list.ts";
import { page } from "../html/page.ts";
import { runSection } from "../html/run-section.ts";
import { type Markup, markup } from "../markup.ts";
import { readinessDrawing } from "./readiness-drawing.ts";
import { upgradeSentences } from "./upgrade-sentences.ts";
import {
  caseTitle,
  changeText,
  countText,
  nothingText,
  objectText,
  placeText,
  refText,
  sideText,
  subjectTitle,
  verdictSentences,
  verdictWords,
} from "./words.ts";

/** A review as a page: the verdict, why, how each run came out, and each run to explore. */
export function reviewHtml(result: ReviewResult): string {
  const { verdict, base, head, subjects } = result;
  const counts = subjects.length > 1 ? ` · ${countText(subjects)}` : "";
  return page(
    `seatrial review: ${verdictWords[verdict]}`,
    markup`<header>
<h1>${badge(verdict)} ${subjects.length === 0 ? nothingText : verdictSentences[verdict]}</h1>
<p>${refText(base)} → ${refText(head)}${counts}</p>
</header>
<main>
${subjects.map(subjectSection)}</main>`,
  );
}

const badge = (verdict: Verdict): Markup =>
  markup`<span class="badge ${verdict}">${verdictWords[verdict]}</span>`;

const subjectSection = (subject: Subject, index: number): Markup => markup`<section class="subject">
<h2>${badge(subject.verdict)} ${subjectTitle(subject)}</h2>
${subject.notes.map((note) => markup`<p>${note}</p>`)}
${subject.cases.map((each, i) => caseSection(each, `${index + 1}-${i + 1}`, subject.cases.length > 1))}</section>
`;

function caseSection(each: CaseReview, id: string, isOneOfSeveral: boolean): Markup {
  const { reasons, runs, findings } = each;
  const title = isOneOfSeveral ? caseTitle(each) || "with its own values" : "What it does";
  const heading = markup`<h3>${isOneOfSeveral && badge(each.verdict)} ${title}</h3>`;
  const content = markup`${upgradeSentences(each).map((sentence) => markup`<p>${sentence}</p>`)}
${reasons.length > 0 && markup`<ul class="findings">${reasons.map(reasonItem)}</ul>`}
${runsTable(runs)}
${runs.filter(({ name }) => name !== "install" && name !== "uninstall").map(readinessPart)}
${findings.length > 0 && markup`<details><summary>${findingsTitle(findings)}</summary>${findingsOfStates(findings)}</details>`}
${runs.map((run) => runFold(run, id))}`;
  // of many sets of values most are safe, and what they do is much the same
  return isOneOfSeveral && each.verdict === "safe"
    ? markup`<section><details><summary>${heading}</summary>${content}</details></section>
`
    : markup`<section>${heading}
${content}</section>
`;
}

const reasonItem = ({ verdict, text, detail, advice, rule, place }: Reason): Markup => markup`
<li class="${verdict}"><p>${badge(verdict)} ${rule !== "" && markup`<code>${rule}</code> `}${place !== undefined && markup`<span class="place">${placeText(place)}</span>`}</p>
<p class="message">${text}</p>
${advice !== "" && markup`<p class="advice">${advice}</p>`}
${detail.length > 0 && markup`<pre tabindex="0">${detail.join("\n")}</pre>`}</li>`;

const runsTable = (
  runs: readonly ReviewRun[],
): Markup => markup`<table><thead><tr><th scope="col">Run</th><th scope="col">without the change</th><th scope="col">with it</th></tr></thead>
<tbody>${runs.map((run) => markup`<tr><th scope="row">${run.title}</th><td>${sideText(run, "before")}</td><td>${sideText(run, "after")}</td></tr>`)}</tbody></table>`;

/** How many pods of each workload are ready while a release changes. */
function readinessPart({ title, readiness, after }: ReviewRun): Markup | undefined {
  if (after === undefined || readiness.length === 0) return undefined;
  return markup`<details open><summary>Ready pods: ${title.toLowerCase()}</summary>
<table><thead><tr><th scope="col">Workload</th><th scope="col">over time</th><th scope="col">lowest</th><th scope="col">at the end</th></tr></thead>
<tbody>${readiness.map((each) => readinessRow(each, after.end))}</tbody></table></details>`;
}

/** On a narrow screen a name breaks where a reader would break it. */
const objectParts = (each: Readiness): (string | Markup)[] =>
  objectText(each)
    .split("/")
    .flatMap((part, i) => (i === 0 ? [part] : [markup`/<wbr>`, part]));

const readinessRow = (
  each: Readiness,
  end: number,
): Markup => markup`<tr><th scope="row"><code>${objectParts(each)}</code></th>
<td>${readinessDrawing(each, end)}</td>
<td>${changeText(each.lowestBefore, each.lowest)}${each.down > 0 && `, none for ${each.down.toFixed(1)}s`}</td>
<td>${each.end.ready} of ${each.end.wanted}</td></tr>`;

const states = ["new", "fixed", "old"] as const;

const ofState = (findings: readonly ReviewFinding[], state: (typeof states)[number]): ReviewFinding[] =>
  findings.filter((finding) => finding.state === state);

const findingsTitle = (findings: readonly ReviewFinding[]): string =>
  `Findings: ${states
    .map((state) => [state, ofState(findings, state).length] as const)
    .filter(([, count]) => count > 0)
    .map(([state, count]) => `${count} ${state}`)
    .join(", ")}`;

/** Without the buttons that lead into a timeline: which run they speak of is not told. */
const findingsOfStates = (findings: readonly ReviewFinding[]): Markup[] =>
  states
    .filter((state) => ofState(findings, state).length > 0)
    .map((state) => {
      const own = ofState(findings, state).map(({ t: _, ...finding }) => finding);
      return markup`<h4>${state.charAt(0).toUpperCase() + state.slice(1)}</h4>${findingsList(own)}`;
    });

function runFold({ name, title, after, error, order }: ReviewRun, id: string): Markup {
  const diff =
    order.diff !== "" &&
    markup`<details><summary>What comes in another order</summary><pre tabindex="0">${order.diff.trimEnd()}</pre></details>`;
  return markup`<details class="whole"><summary>${title}</summary>${error.after !== "" && markup`<pre tabindex="0">${error.after}</pre>`}${diff}${after !== undefined && runSection(after, { id: `${name}-${id}`, heading: title, level: 4, findings: false })}</details>
`;
}
