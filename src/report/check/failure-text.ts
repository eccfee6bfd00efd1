import type { CaseResult, CheckSummary, Failure } from "../../check/case-result.ts";
import { passed } from "../../check/case-result.ts";
import { harmless } from "../../util/harmless-text.ts";

/** `scenarios/web.yaml:12:5` */
export const placeText = ({ place }: Failure): string =>
  [place.file, place.line, place.column].filter((part) => part !== undefined).join(":");

/** What is wrong in a case, indented below its name. */
export function failureText(failure: Failure): string {
  const { kind, title, message, detail } = failure;
  const head =
    kind === "expectation"
      ? `${placeText(failure)}: expected: ${title}`
      : kind === "finding"
        ? `${placeText(failure)}: ${title}`
        : title;
  const lines = [head, ...indent(message), ...detail.map((line) => `  ${line}`)];
  return harmless(lines.map((line) => `  ${line}`.trimEnd()).join("\n"));
}

const indent = (text: string): string[] => (text === "" ? [] : text.split("\n").map((line) => `  ${line}`));

/** What became of the snapshots and the cases, a sentence each. */
export function summaryLines({ results, skipped, obsolete, obsoleteIs, seconds }: CheckSummary): string[] {
  const count = (test: (result: CaseResult) => boolean): number => results.filter(test).length;
  const snapshots = (["written", "updated", "changed", "missing"] as const)
    .map((state) => [state, count(({ snapshot }) => snapshot === state)] as const)
    .filter(([, number]) => number > 0)
    .map(([state, number]) => `${number} ${state}`);
  const failed = count((result) => !passed(result));
  const cases = [
    ...(failed > 0 ? [`${failed} failed`] : []),
    `${results.length - failed} passed`,
    ...(skipped > 0 ? [`${skipped} not run`] : []),
  ];
  const gone = {
    failure: "seatrial check -u removes it",
    note: "seatrial check -u removes it",
    removed: "removed",
  };
  return [
    ...obsolete.map((file) => `${file} belongs to no scenario: ${gone[obsoleteIs]}.`),
    ...(snapshots.length > 0 ? [`Snapshots: ${snapshots.join(", ")}.`] : []),
    ...(results.some(({ snapshot }) => snapshot === "changed")
      ? ["If the changes are meant: seatrial check -u."]
      : []),
    `Scenarios: ${cases.join(", ")} in ${seconds.toFixed(1)}s.`,
  ];
}
