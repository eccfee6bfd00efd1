import { expect, test } from "vitest";
import { flag } from "../helm/flags/flag-spec.ts";
import { flagHelp } from "./flag-help.ts";

test("flags are listed with types, defaults and one column of texts", () => {
  expect(
    flagHelp([
      flag("seed", "int", "where names come from"),
      flag("output", "format", "how it is shown", { shorthand: "o", default: "watch" }),
      flag("timestamps", "bool", "seconds first"),
    ]),
  ).toBe(
    [
      "      --seed int        where names come from",
      "  -o, --output format   how it is shown (default watch)",
      "      --timestamps      seconds first",
    ].join("\n"),
  );
});
