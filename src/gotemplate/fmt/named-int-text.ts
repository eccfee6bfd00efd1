import { durationText } from "../text/duration-text.ts";
import type { GoInt } from "../value.ts";

const MONTHS = "January February March April May June July August September October November December".split(
  " ",
);
const WEEKDAYS = "Sunday Monday Tuesday Wednesday Thursday Friday Saturday".split(" ");

/** What the String method of an integer type of package time gives; undefined for the plain integer types. */
export function namedIntText({ value, goType }: GoInt): string | undefined {
  switch (goType) {
    case "time.Duration":
      return durationText(value);
    case "time.Month":
      return MONTHS[Number(value) - 1] ?? `%!Month(${value})`;
    case "time.Weekday":
      return WEEKDAYS[Number(value)] ?? `%!Weekday(${value})`;
    case "fs.FileMode":
      return fileModeText(value);
    default:
      return undefined;
  }
}

/** A plain file's mode: `-rw-r--r--`. */
function fileModeText(mode: bigint): string {
  return `-${Array.from("rwxrwxrwx", (letter, i) => ((mode >> BigInt(8 - i)) & 1n ? letter : "-")).join("")}`;
}
