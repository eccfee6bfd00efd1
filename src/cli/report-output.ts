import type { ReportOutput } from "../report/check/reporter.ts";
import { print } from "./streams.ts";

/** Standard output for the report, standard error for how far it is, if a person looks at it. */
export function reportOutput(): ReportOutput {
  const { stdout, stderr, env } = process;
  const plain = (env.NO_COLOR ?? "") !== "" || env.TERM === "dumb";
  const watched = stderr.isTTY === true && env.TERM !== "dumb";
  return {
    write: print,
    // back to the first column, and away with what stands there
    progress: watched ? (line) => stderr.write(`\r\u001b[K${line}`) : undefined,
    color: (stdout.isTTY === true && !plain) || (env.FORCE_COLOR ?? "0") !== "0",
  };
}
