import { escapeXml } from "./escape-xml.ts";

export interface JunitCase {
  readonly name: string;
  /** what CI systems group by: a file or a chart */
  readonly classname: string;
  /** the file that the case comes from, if it is one */
  readonly file?: string;
  readonly seconds: number;
  /** a case has one, as Jenkins keeps only one; `message` is its title */
  readonly failure?: { readonly message: string; readonly text: string };
}

/** JUnit's XML as CI systems read it: one suite. */
export function junitXml(
  cases: readonly JunitCase[],
  { skipped, seconds }: { readonly skipped: number; readonly seconds: number },
): string {
  const failures = cases.filter(({ failure }) => failure !== undefined).length;
  const counts = `tests="${cases.length}" failures="${failures}" errors="0" skipped="${skipped}" time="${seconds}"`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="seatrial" ${counts}>\n  <testsuite name="seatrial" ${counts}>\n${cases.map(testCase).join("")}  </testsuite>\n</testsuites>\n`;
}

function testCase({ name, classname, file, seconds, failure }: JunitCase): string {
  const attributes = [
    ["name", name],
    ["classname", classname],
    ["file", file],
    ["time", seconds],
  ].flatMap(([key, value]) => (value === undefined ? [] : [`${key}="${escapeXml(String(value))}"`]));
  const open = `    <testcase ${attributes.join(" ")}`;
  if (failure === undefined) return `${open}/>\n`;
  const { message, text } = failure;
  const body = text === "" ? "/>" : `>${escapeXml(text)}</failure>`;
  return `${open}>\n      <failure message="${escapeXml(message)}"${body}\n    </testcase>\n`;
}
