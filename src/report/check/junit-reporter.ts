import { type CaseResult, passed } from "../../check/case-result.ts";
import { type JunitCase, junitXml } from "../junit-xml.ts";
import { failureText } from "./failure-text.ts";
import type { ReporterFactory } from "./reporter.ts";

/** Every case, and every snapshot that fails as it belongs to none. */
export const junitReporter: ReporterFactory = ({ write }) => ({
  started() {},
  finished() {},
  ended({ results, obsolete, obsoleteIs, skipped, seconds }) {
    const gone = obsoleteIs === "failure" ? obsolete : [];
    write(junitXml([...results.map(testCase), ...gone.map(obsoleteCase)], { skipped, seconds }));
  },
});

function testCase(result: CaseResult): JunitCase {
  const { id, file, failures, seconds } = result;
  const text = failures.map(failureText).join("\n");
  return {
    name: id,
    classname: file,
    file,
    seconds,
    ...(passed(result) ? {} : { failure: { message: failures[0]?.title ?? "", text } }),
  };
}

const obsoleteCase = (file: string): JunitCase => ({
  name: file,
  classname: "snapshots",
  seconds: 0,
  failure: { message: "belongs to no scenario", text: "" },
});
