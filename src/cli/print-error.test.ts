import { expect, test } from "vitest";
import { SimulationError } from "../sim/simulation-error.ts";
import { SeatrialError } from "../util/errors.ts";
import { errorText } from "./print-error.ts";

test("an error a user can act on has its place, its cause and a hint", () => {
  const error = new SeatrialError("x", "the weight is no number", {
    file: "templates/job.yaml",
    line: 7,
    column: 3,
    hint: "Write a whole number.",
  });
  expect(errorText(error, false)).toBe(
    "templates/job.yaml:7:3: the weight is no number\nWrite a whole number.",
  );
  expect(errorText(new SeatrialError("x", "no chart"), false)).toBe("Error: no chart");
});

test("a message that begins with its place keeps it once", () => {
  const error = new SeatrialError("x", "a.yaml:1:2: bad\n  1 | x", { file: "a.yaml", line: 1, column: 2 });
  expect(errorText(error, false)).toBe("a.yaml:1:2: bad\n  1 | x");
});

test("a run that cannot go on says why", () => {
  expect(errorText(new SimulationError("deadlock", "Deadlock at 3 s.", "Look there."), false)).toBe(
    "Error: Deadlock at 3 s.\nLook there.",
  );
});

test("a defect is one line with a hint, and its stack only on demand", () => {
  const defect = new TypeError("x is not a function\nmore");
  expect(errorText(defect, false).split("\n")).toEqual([
    "Internal error: x is not a function",
    "This is a defect of seatrial. Set SEATRIAL_DEBUG=1 to see where it comes from, and please report it.",
  ]);
  expect(errorText(defect, true)).toContain("print-error.test.ts");
  expect(errorText("thrown text", true)).toContain("Internal error: thrown text");
});
