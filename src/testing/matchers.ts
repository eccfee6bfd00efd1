import { checkExpectations } from "../expectations/check-expectations.ts";
import type { Recording } from "../recording/recording.ts";
import { parseClaim } from "../scenario/expect/parse-claim.ts";
import { type SnapshotOptions, snapshotText } from "../snapshot/snapshot-text.ts";

export interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
}

/** Whether a sentence of `expect:` comes true in a run. @throws SentenceError */
function sentenceMatcher(recording: Recording, sentence: string): MatcherResult {
  const [failed] = checkExpectations([{ sentence, claim: parseClaim(sentence), place: {} }], recording);
  return {
    pass: failed === undefined,
    message: () =>
      failed === undefined
        ? `not expected: ${sentence}\nIt came true.`
        : [`expected: ${failed.expected}`, failed.happened, ...failed.rows].join("\n"),
  };
}

/** What vitest and jest add to `expect(recording)`; `toMatchTrace` needs the runner's own snapshots. */
export const matchers = {
  /** A sentence as in a scenario's `expect:`. */
  toFulfil: sentenceMatcher,

  /** `toHappenBefore("Job/a completes", "Deployment/web is created")` */
  toHappenBefore: (recording: Recording, first: string, second: string): MatcherResult =>
    sentenceMatcher(recording, `${first} before ${second}`),

  /** `toReach("Job/migrate", "Complete")`: the object is in the state at some time. */
  toReach: (recording: Recording, object: string, state: string): MatcherResult =>
    sentenceMatcher(recording, `${object} is ${state}`),

  /** No findings, of one rule or at all. */
  toHaveNoFindings: (recording: Recording, rule = ""): MatcherResult =>
    sentenceMatcher(recording, `no finding ${rule}`.trim()),
};

/** What `toMatchTrace` compares. */
export const traceOf = (recording: Recording, options: SnapshotOptions = {}): string =>
  snapshotText(recording, options);
