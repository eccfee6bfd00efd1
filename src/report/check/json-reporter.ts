import { passed } from "../../check/case-result.ts";
import { summaryFormat } from "../../check/read-summary.ts";
import type { ReporterFactory } from "./reporter.ts";

/** One JSON document: the summary with every case. */
export const jsonReporter: ReporterFactory = ({ write }) => ({
  started() {},
  finished() {},
  ended(summary) {
    const failed = summary.results.filter((result) => !passed(result)).length;
    write(
      `${JSON.stringify({ format: summaryFormat, passed: summary.results.length - failed, failed, ...summary }, null, 2)}\n`,
    );
  },
});
