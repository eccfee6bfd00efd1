import fc from "fast-check";
import { expect, test } from "vitest";
import { parseStep } from "../scenario/steps/parse-step.ts";
import { quoteWords } from "./quote-words.ts";

test("plain words stay as they are", () => {
  expect(quoteWords(["install", "demo", "./chart", "--set", "a.b=c,d=1"])).toBe(
    "install demo ./chart --set a.b=c,d=1",
  );
  expect(quoteWords(["--description", "it's done"])).toBe("--description 'it'\\''s done'");
  expect(quoteWords([""])).toBe("''");
});

test("a shell splits the line into the same words", () => {
  fc.assert(
    fc.property(fc.array(fc.string()), (words) => {
      expect(parseStep(`kubectl get -- ${quoteWords(words)}`, {})).toMatchObject({
        args: ["get", "--", ...words],
      });
    }),
  );
});
