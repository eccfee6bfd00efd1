import { expect, test } from "vitest";
import { Random } from "../sim/random.ts";
import { randomPerCall } from "./random-per-call.ts";

/** What is drawn in a run of calls `template function`. */
function draw(...calls: readonly string[]): number[] {
  let template = "";
  const random = randomPerCall(new Random(1), () => template);
  return calls.map((call) => {
    const [name = "", purpose = ""] = call.split(" ");
    template = name;
    return random(purpose).uint32();
  });
}

test("each call of a function in a template draws something else", () => {
  expect(new Set(draw("a uuidv4", "a uuidv4", "a randAlpha", "b uuidv4")).size).toBe(4);
});

test("a call elsewhere changes nothing", () => {
  const [first, second] = draw("a uuidv4", "a uuidv4");
  expect(draw("b uuidv4", "a uuidv4", "a randAlpha", "a uuidv4")).toEqual([
    expect.anything(),
    first,
    expect.anything(),
    second,
  ]);
});
