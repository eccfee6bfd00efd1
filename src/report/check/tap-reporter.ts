import { passed } from "../../check/case-result.ts";
import { tapPoint } from "../tap-point.ts";
import { placeText } from "./failure-text.ts";
import type { ReporterFactory } from "./reporter.ts";

/** The Test Anything Protocol, version 13; what is wrong as a YAML block. */
export const tapReporter: ReporterFactory = ({ write }) => {
  let number = 0;
  return {
    started() {
      write("TAP version 13\n");
    },
    finished(result) {
      const failures = result.failures.map((failure) => ({
        at: placeText(failure),
        title: failure.title,
        message: failure.message,
        detail: failure.detail,
      }));
      write(tapPoint(++number, result.id, passed(result) ? undefined : { failures }));
    },
    ended({ obsolete, obsoleteIs }) {
      if (obsoleteIs === "failure")
        for (const file of obsolete) write(tapPoint(++number, `${file} belongs to no scenario`, {}));
      write(`1..${number}\n`);
    },
  };
};
