import { type CaseResult, passed } from "../../check/case-result.ts";
import { failureText, summaryLines } from "./failure-text.ts";
import type { ReporterFactory } from "./reporter.ts";

/** A character for each case; what is wrong comes at the end. */
export const dotReporter: ReporterFactory = ({ write }) => {
  const failed: CaseResult[] = [];
  return {
    started() {},
    finished(result) {
      if (!passed(result)) failed.push(result);
      write(passed(result) ? "." : "x");
    },
    ended(summary) {
      write("\n");
      for (const { id, failures } of failed) write(`\n✗ ${id}\n${failures.map(failureText).join("\n")}\n`);
      write(`\n${summaryLines(summary).join("\n")}\n`);
    },
  };
};
