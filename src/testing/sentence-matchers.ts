import { checkExpectations } from "../expectations/check-expectations.ts";
import type { Recording } from "../recording/recording.ts";
import type { Claim } from "../scenario/expect/claim.ts";
import { parseClaim } from "../scenario/expect/parse-claim.ts";
import { SentenceError } from "../scenario/expect/word-reader.ts";
import { SeatrialError } from "../util/errors.ts";
import type { MatcherResult } from "./recording-matchers.ts";

/** Whether a sentence of `expect:` comes true in a run. @throws SeatrialError for one that says nothing */
function sentenceMatcher(recording: Recording, sentence: string): MatcherResult {
  const [failed] = checkExpectations([{ sentence, claim: claimOf(sentence), place: {} }], recording);
  return {
    pass: failed === undefined,
    message: () =>
      failed === undefined
        ? `not expected: ${sentence}\nIt came true.`
        : [`expected: ${failed.expected}`, failed.happened, ...failed.rows].join("\n"),
  };
}

function claimOf(sentence: string): Claim {
  try {
    return parseClaim(sentence);
  } catch (error) {
    if (!(error instanceof SentenceError)) throw error;
    const { message, hint, start, end } = error;
    const mark = " ".repeat(start) + "^".repeat(Math.max(1, end - start));
    throw new SeatrialError("invalid-sentence", `${message} ${hint}\n  ${sentence}\n  ${mark}`, {
      cause: error,
    });
  }
}

/** The matchers that need nothing of the runner. */
export const sentenceMatchers = {
  toFulfil: sentenceMatcher,

  toHappenBefore: (recording: Recording, first: string, second: string): MatcherResult =>
    sentenceMatcher(recording, `${first} before ${second}`),

  toOverlap: (recording: Recording, one: string, other: string): MatcherResult =>
    sentenceMatcher(recording, `${one} overlaps ${other}`),

  toReach: (recording: Recording, object: string, state: string): MatcherResult =>
    sentenceMatcher(recording, `${object} is ${state}`),

  toHaveNoFindings: (recording: Recording, rule = "", object = ""): MatcherResult =>
    sentenceMatcher(
      recording,
      ["no", rule === "" ? "findings" : `finding ${rule}`, ...(object === "" ? [] : ["on", object])].join(
        " ",
      ),
    ),
};
