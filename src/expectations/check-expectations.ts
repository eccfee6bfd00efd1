import type { Recording } from "../recording/recording.ts";
import type { Expectation } from "../scenario/scenario.ts";
import type { Place } from "../util/errors.ts";
import { evaluateClaims } from "./evaluate.ts";
import { rowsAround } from "./rows-around.ts";

/** An expectation that did not come true. */
export interface FailedExpectation {
  /** the sentence, as written */
  readonly expected: string;
  /** what there was instead, a sentence */
  readonly happened: string;
  /** the rows of `kubectl get pod -w` around it */
  readonly rows: readonly string[];
  readonly place: Place;
}

/**
 * The expectations that did not come true. A step that fails is one of them unless a sentence says how it exits: nobody
 * wants to write that every command works.
 */
export function checkExpectations(
  expectations: readonly Expectation[],
  recording: Recording,
  stepPlaces: readonly Place[] = [],
): FailedExpectation[] {
  const told = new Set(expectations.flatMap(({ claim }) => (claim.kind === "exits" ? [claim.step] : [])));
  const implied = recording.steps.flatMap((_, index): Expectation[] =>
    told.has(index + 1)
      ? []
      : [
          {
            sentence: `step ${index + 1} exits 0`,
            claim: { kind: "exits", step: index + 1, code: 0 },
            place: stepPlaces[index] ?? {},
          },
        ],
  );
  const all = [...implied, ...expectations];
  const verdicts = evaluateClaims(
    all.map(({ claim }) => claim),
    recording,
  );
  return verdicts.flatMap((verdict, i) => {
    const expectation = all[i];
    if (verdict.ok || expectation === undefined) return [];
    const { sentence, place } = expectation;
    return [
      {
        expected: sentence,
        happened: verdict.happened,
        rows: rowsAround(recording, verdict.times),
        place,
      },
    ];
  });
}
