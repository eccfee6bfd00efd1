import type { Failure } from "../../check/case-result.ts";
import { failureText, summaryLines } from "./failure-text.ts";
import type { ReporterFactory } from "./reporter.ts";

/** GitHub shows no more errors of a step. */
const mostAnnotations = 10;

/** Annotations for GitHub Actions; what is beyond their number stands in the log. */
export const githubReporter: ReporterFactory = ({ write }) => {
  let annotations = 0;
  const annotate = (id: string, { place, title, message, detail }: Failure): void => {
    const text = [title, message, ...detail].join("\n").trimEnd();
    const position = [
      ["file", place.file],
      ["line", place.line],
      ["col", place.column],
      ["title", id],
    ].flatMap(([key, value]) => (value === undefined ? [] : [`${key}=${property(String(value))}`]));
    write(`::error ${position.join(",")}::${data(text)}\n`);
  };
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
            write(`::error file=${property(file)}::This snapshot belongs to no scenario.\n`);
      write(`${summaryLines(summary).join("\n")}\n`);
    },
  };
};

const data = (text: string): string =>
  text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");

const property = (text: string): string => data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
