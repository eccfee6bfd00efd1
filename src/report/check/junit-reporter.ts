import { type CaseResult, passed } from "../../check/case-result.ts";
import { failureText } from "./failure-text.ts";
import type { ReporterFactory } from "./reporter.ts";

/** JUnit's XML as CI systems read it: one suite, one `<failure>` in a case, as Jenkins keeps only one. */
export const junitReporter: ReporterFactory = ({ write }) => ({
  started() {},
  finished() {},
  ended({ results, obsolete, obsoleteIs, skipped, seconds }) {
    const gone = obsoleteIs === "failure" ? obsolete : [];
    const failures = results.filter((result) => !passed(result)).length + gone.length;
    const counts = `tests="${results.length + gone.length}" failures="${failures}" errors="0" skipped="${skipped}" time="${seconds}"`;
    const cases = [
      ...results.map(testCase),
      ...gone.map(
        (file) =>
          `    <testcase name="${escapeXml(file)}" classname="snapshots" time="0">\n      <failure message="belongs to no scenario"/>\n    </testcase>\n`,
      ),
    ];
    write(
      `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="seatrial" ${counts}>\n  <testsuite name="seatrial" ${counts}>\n${cases.join("")}  </testsuite>\n</testsuites>\n`,
    );
  },
});

function testCase({ id, file, failures, seconds }: CaseResult): string {
  const open = `    <testcase name="${escapeXml(id)}" classname="${escapeXml(file)}" file="${escapeXml(file)}" time="${seconds}"`;
  const [first] = failures;
  if (first === undefined) return `${open}/>\n`;
  return `${open}>\n      <failure message="${escapeXml(first.title)}">${escapeXml(failures.map(failureText).join("\n"))}</failure>\n    </testcase>\n`;
}

/** XML 1.0 has no way to write most control characters. */
const escapeXml = (text: string): string =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "") // oxlint-disable-line no-control-regex
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
