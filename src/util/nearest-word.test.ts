import { expect, test } from "vitest";
import { didYouMean, nearestWord } from "./nearest-word.ts";

test("finds a mistyped word by its letters, swapped, missing, doubled or in the wrong case", () => {
  const words = ["containers", "cluster", "steps", "seed"];
  expect(nearestWord("conatiners", words)).toBe("containers");
  expect(nearestWord("step", words)).toBe("steps");
  expect(nearestWord("clusster", words)).toBe("cluster");
  expect(nearestWord("SEED", words)).toBe("seed");
});

test("keeps quiet where nothing is near", () => {
  expect(nearestWord("banana", ["containers", "cluster"])).toBeUndefined();
  expect(nearestWord("x", ["run"])).toBeUndefined();
  expect(didYouMean("banana", ["cluster"])).toBe("");
  expect(didYouMean("rnu", ["run"])).toBe(' Did you mean "run"?');
});

test("what is no word has no neighbour", () => {
  const long = "nin".repeat(20_000);
  expect(nearestWord(long, [long, `${long}d`])).toBeUndefined();
});
