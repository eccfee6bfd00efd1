import { passed } from "../../check/case-result.ts";
import { failureText, summaryLines } from "./failure-text.ts";
import type { ReporterFactory } from "./reporter.ts";

const paint = (code: number, text: string, color: boolean): string =>
  color ? `\u001b[${code}m${text}\u001b[0m` : text;

/** A line for each case, below it what is wrong; on a terminal a last line tells how far the run is. */
export const defaultReporter: ReporterFactory = ({ write, progress, color }) => {
  let count = 0;
  let done = 0;
  return {
    started(total) {
      count = total;
      progress?.(`0 of ${count} done`);
    },
    finished(result) {
      done++;
      progress?.("");
      const ok = passed(result);
      const note = ["written", "updated"].includes(result.snapshot) ? ` (snapshot ${result.snapshot})` : "";
      write(`${ok ? paint(32, "✓", color) : paint(31, "✗", color)} ${result.id}${note}\n`);
      for (const failure of result.failures) write(`${paintDiff(failureText(failure), color)}\n`);
      progress?.(`${done} of ${count} done`);
    },
    ended(summary) {
      progress?.("");
      write(`\n${summaryLines(summary).join("\n")}\n`);
    },
  };
};

const paintDiff = (text: string, color: boolean): string =>
  text.replace(/^ {4}[-+].*$/gm, (line) => paint(line[4] === "+" ? 32 : 31, line, color));
