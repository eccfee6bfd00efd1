import type { Difference } from "../../recording/compare.ts";
import type { ObjectName } from "../../recording/recording.ts";
import { type DiffLine, diffLines } from "../../snapshot/diff-lines.ts";

/** What the two runs are called: `Helm 3.17.3`. */
export interface RunNames {
  readonly before: string;
  readonly after: string;
}

/**
 * In what two runs differ, as text for a reader: what Helm printed and how it ended, hooks, objects and the states they
 * went through, how long those took, and the order. `-` is the first run, `+` the second.
 */
export function differencesText(differences: readonly Difference[], names: RunNames): string {
  if (differences.length === 0) return `${names.before} and ${names.after}: no difference.\n`;
  const sections = titles.flatMap(([kind, title]) => {
    const lines = differences.filter((each) => each.kind === kind).flatMap((each) => linesOf(each, names));
    return lines.length === 0 ? [] : [`\n${title}\n${lines.map((line) => `  ${line}\n`).join("")}`];
  });
  return `- ${names.before}\n+ ${names.after}\n${sections.join("")}`;
}

const titles: readonly (readonly [Difference["kind"], string])[] = [
  ["step", "Commands"],
  ["hook", "Hooks"],
  ["object", "Objects"],
  ["states", "States"],
  ["duration", "Times"],
  ["order", "Order"],
];

function linesOf(difference: Difference, names: RunNames): string[] {
  switch (difference.kind) {
    case "step":
      return stepLines(difference);
    case "hook": {
      const { hook, before, after } = difference;
      return [`${hook.event} hook ${nameOf(hook)}: ${before ?? "not run"} → ${after ?? "not run"}`];
    }
    case "object": {
      const { object, in: run } = difference;
      return [`${run === "before" ? "-" : "+"} ${nameOf(object)} (only with ${names[run]})`];
    }
    case "states":
      return [
        nameOf(difference.object),
        ...changes(difference.before, difference.after).map((line) => `  ${line}`),
      ];
    case "duration": {
      const { object, state, before, after } = difference;
      return [`${nameOf(object)} is ${state}: ${before}s → ${after}s`];
    }
    case "order":
      return changes(difference.before, difference.after);
  }
}

function stepLines({ index, field, before, after }: Difference & { kind: "step" }): string[] {
  const step = `step ${index + 1}`;
  if (field === "took") return [`${step} takes ${before}s → ${after}s`];
  if (field === "exitCode") return [`${step} exits with ${before ?? "nothing"} → ${after ?? "nothing"}`];
  const what = { command: "is", stdout: "prints", stderr: "prints to standard error" }[field];
  return [`${step} ${what}`, ...changes(textLines(before), textLines(after)).map((line) => `  ${line}`)];
}

const textLines = (text: string | number | undefined): string[] =>
  text === undefined || text === "" ? [] : String(text).replace(/\n$/, "").split("\n");

/** Every line that is in one list alone, each with one of the lines around it. */
function changes(before: readonly string[], after: readonly string[]): string[] {
  const lines = diffLines(before, after);
  const differs = (line: DiffLine | undefined): boolean => line !== undefined && line.sign !== " ";
  return lines.flatMap((line, i) =>
    [lines[i - 1], line, lines[i + 1]].some(differs) ? [`${line.sign} ${clipped(line.text)}`] : [],
  );
}

/** The API server tells whole pod templates; nobody reads them here. */
const clipped = (line: string): string =>
  line.length <= longest ? line : `${line.slice(0, longest)} … (${line.length - longest} more characters)`;

const longest = 240;

const nameOf = ({ kind, namespace, name }: ObjectName): string =>
  namespace === "" || namespace === "default" ? `${kind}/${name}` : `${kind}/${namespace}/${name}`;
