import type { Failure } from "../../check/case-result.ts";
import { githubAnnotation, mostAnnotations } from "../github-annotation.ts";
import { failureText, summaryLines } from "./failure-text.ts";
import type { ReporterFactory } from "./reporter.ts";

/** Annotations for GitHub Actions; what is beyond their number stands in the log. */
export const githubReporter: ReporterFactory = ({ write }) => {
  let annotations = 0;
  const annotate = (id: string, { place, title, message, detail }: Failure): void =>
    write(githubAnnotation("error", place, id, [title, message, ...detail].join("\n").trimEnd()));
  return {
    started() {},
    finished({ id, failures }) {
      for (const failure of failures)
        if (annotations++ < mostAnnotations) annotate(id, failure);
        else write(`✗ ${id}\n${failureText(failure)}\n`);
    },
    ended(summary) {
      if (summary.obsoleteIs === "failure")
        for (const file of summary.obsolete)
          if (annotations++ < mostAnnotations)
            write(githubAnnotation("error", { file }, "snapshot", "This snapshot belongs to no scenario."));
      write(`${summaryLines(summary).join("\n")}\n`);
    },
  };
};
