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

/** The expectations that did not come true. */
export function checkExpectations(
  expectations: readonly Expectation[],
  recording: Recording,
): FailedExpectation[] {
  const verdicts = evaluateClaims(
    expectations.map(({ claim }) => claim),
    recording,
  );
  return verdicts.flatMap((verdict, i) => {
    const expectation = expectations[i];
    if (verdict.ok || expectation === undefined) return [];
    const { sentence, place } = expectation;
    const rows = rowsAround(recording, verdict.times);
    return [{ expected: sentence, happened: verdict.happened, rows, place }];
  });
}

/** The steps that fail though no sentence says how they exit: nobody wants to write that every command works. */
export function failedSteps(
  expectations: readonly Expectation[],
  recording: Recording,
  places: readonly Place[],
): FailedExpectation[] {
  const told = new Set(expectations.flatMap(({ claim }) => (claim.kind === "exits" ? [claim.step] : [])));
  const implied = recording.steps.flatMap((_, index): Expectation[] => {
    const step = index + 1;
    if (told.has(step)) return [];
    const claim = { kind: "exits", step, code: 0 } as const;
    return [{ sentence: `step ${step} exits 0`, claim, place: places[index] ?? {} }];
  });
  return checkExpectations(implied, recording);
}
