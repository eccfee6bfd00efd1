import { printWatch } from "../../recording/print-watch.ts";
import type { Recording } from "../../recording/recording.ts";
import type { CaseReview, Readiness, ReviewFinding, ReviewRun } from "../../review/review-result.ts";
import { snapshotText } from "../../snapshot/snapshot-text.ts";
import { markdownBlock, markdownCode, markdownFold, markdownTable, markdownText } from "../markdown-text.ts";
import { mermaidGantt } from "../mermaid/mermaid-gantt.ts";
import type { Block } from "./fit-blocks.ts";
import { upgradeSentences } from "./upgrade-sentences.ts";
import { caseTitle, changeText, objectText, placeText, sideText, verdictMarks, wantedOf } from "./words.ts";

/** How the runs of one set of values came out, and folded away all that they showed. */
export function caseBlocks(each: CaseReview, isOneOfSeveral: boolean, group: number): Block[] {
  // of many sets of values most are safe, and what they do is much the same
  const isMinor = isOneOfSeveral && each.verdict === "safe";
  const block = (rank: number, text: string): Block[] =>
    text === "" ? [] : [{ rank: isMinor && rank > 2 ? rank + 4 : rank, group, text: `\n${text}` }];
  const title = isOneOfSeveral
    ? `#### ${verdictMarks[each.verdict]} ${caseTitle(each) || "with its own values"}\n`
    : "";
  const outcome = [upgradeText(each), runsTable(each.runs), readinessTable(each.runs)].filter(
    (part) => part !== "",
  );
  return [
    ...block(2, title),
    ...(isMinor
      ? block(2, markdownFold("What it does", outcome.join("\n")))
      : outcome.flatMap((part) => block(2, part))),
    ...each.runs.flatMap((run) => block(6, timelineFold(run))),
    ...block(3, findingsFold(each.findings)),
    ...block(3, leftFold(each.runs)),
    ...each.runs.flatMap((run) => block(4, orderFold(run))),
    ...each.runs.flatMap((run) => block(5, traceFold(run))),
  ];
}

const upgradeText = (each: CaseReview): string =>
  upgradeSentences(each)
    .map((sentence) => `${markdownText(sentence)}\n`)
    .join("");

const runsTable = (runs: readonly ReviewRun[]): string =>
  markdownTable(
    ["", "without the change", "with it"],
    runs.map((run) => [run.title, sideText(run, "before"), sideText(run, "after")]),
  );

/** The workloads of a running release whose pods an upgrade replaces, or fails to. */
function readinessTable(runs: readonly ReviewRun[]): string {
  const shown = runs.filter(
    ({ name, after }) =>
      after !== undefined && (name === "upgrade" || name === "rollback" || name === "scenario"),
  );
  const names = new Map(
    shown.flatMap(({ readiness }) => readiness.map((each) => [objectText(each), each] as const)),
  );
  if (names.size === 0) return "";
  const heads = {
    upgrade: "lowest in the upgrade",
    rollback: "lowest if its pods do not start",
    scenario: "lowest",
  };
  return markdownTable(
    ["ready pods", "wanted", ...shown.map(({ name }) => heads[name as keyof typeof heads])],
    [...names].map(([name, each]) => [
      markdownCode(name),
      String(wantedOf(each)),
      ...shown.map(({ readiness }) => {
        const own = readiness.find((each) => objectText(each) === name);
        return own === undefined ? "–" : lowestText(own);
      }),
    ]),
  );
}

const lowestText = (each: Readiness): string =>
  `${changeText(each.lowestBefore, each.lowest)}${each.down > 0 ? `, none for ${each.down.toFixed(1)}s` : ""}`;

/** So many bars are no higher than a screen. */
const mostBars = 40;

function timelineFold({ name, title, after }: ReviewRun): string {
  if (after === undefined || (name !== "upgrade" && name !== "scenario")) return "";
  const lines = mermaidGantt(after, mostBars).trimEnd().split("\n");
  return markdownFold(`Timeline: ${title.toLowerCase()}`, markdownBlock(lines, "mermaid"));
}

function findingsFold(findings: readonly ReviewFinding[]): string {
  if (findings.length === 0) return "";
  const counts = (["new", "fixed", "old"] as const).flatMap((state) => {
    const count = findings.filter((finding) => finding.state === state).length;
    return count === 0 ? [] : [`${count} ${state}`];
  });
  const rows = findings.map(({ state, severity, rule, message, place }) => [
    state,
    severity,
    markdownText(message),
    [markdownCode(rule), ...(place?.file === undefined ? [] : [markdownCode(placeText(place))])].join(" "),
  ]);
  return markdownFold(
    `Findings: ${counts.join(", ")}`,
    markdownTable(["", "severity", "what", "rule and place"], rows),
  );
}

function leftFold(runs: readonly ReviewRun[]): string {
  const left = runs.flatMap((run) => (run.name === "uninstall" ? run.left : []));
  if (left.length === 0) return "";
  const lines = left.map((each) => `- ${markdownCode(objectText(each))}${each.before ? "" : " (new)"}\n`);
  return markdownFold(`Left after an uninstall: ${left.length}`, lines.join(""));
}

/** Where the order is another: in what. Of an upgrade, which does nothing without the change, the whole course. */
function orderFold({ name, title, order, after, before }: ReviewRun): string {
  if ((name === "upgrade" || name === "rollback") && after !== undefined)
    return markdownFold(`Step by step: ${title.toLowerCase()}`, markdownBlock(snapshotLines(after)));
  if (order.sentences.length === 0 || before === undefined) return "";
  return markdownFold(
    `What is different: ${title.toLowerCase()}`,
    markdownBlock(order.diff.trimEnd().split("\n"), "diff"),
  );
}

/** The first line says only what kind of text it is. */
const snapshotLines = (recording: Recording): string[] =>
  snapshotText(recording).trimEnd().split("\n").slice(1);

function traceFold({ name, title, after }: ReviewRun): string {
  if (after === undefined || name === "install" || name === "uninstall") return "";
  return markdownFold(`kubectl get pod -w: ${title.toLowerCase()}`, markdownBlock(traceLines(after)));
}

const longestTrace = 200;

function traceLines(recording: Recording): string[] {
  const lines = printWatch(recording, "Pod").map(({ line }) => line.trimEnd());
  const more = lines.length - longestTrace;
  return more > 0 ? [...lines.slice(0, longestTrace), `… and ${more} more rows`] : lines;
}
