import { passed } from "../../check/case-result.ts";
import { placeText } from "./failure-text.ts";
import type { ReporterFactory } from "./reporter.ts";

/** The Test Anything Protocol, version 13; what is wrong as a YAML block. */
export const tapReporter: ReporterFactory = ({ write }) => {
  let number = 0;
  const point = (ok: boolean, name: string): void =>
    write(`${ok ? "ok" : "not ok"} ${++number} - ${name.replace(/[\\#]/g, "\\$&")}\n`);
  return {
    started() {
      write("TAP version 13\n");
    },
    finished(result) {
      point(passed(result), result.id);
      if (passed(result)) return;
      const failures = result.failures.map((failure) => ({
        at: placeText(failure),
        title: failure.title,
        message: failure.message,
        detail: failure.detail,
      }));
      // JSON is YAML
      write(`  ---\n  failures: ${JSON.stringify(failures, null, 2).replaceAll("\n", "\n  ")}\n  ...\n`);
    },
    ended({ obsolete, obsoleteIs }) {
      if (obsoleteIs === "failure")
        for (const file of obsolete) point(false, `${file} belongs to no scenario`);
      write(`1..${number}\n`);
    },
  };
};
