import type { Adapters } from "../adapters.ts";
import {
  checkExpectations,
  type FailedExpectation,
  failedSteps,
} from "../expectations/check-expectations.ts";
import { newFindings } from "../findings/baseline.ts";
import { type FindingLimit, reaches } from "../findings/findings-text.ts";
import { inspect } from "../findings/inspect.ts";
import type { Finding } from "../recording/finding.ts";
import { SimulationError } from "../sim/simulation-error.ts";
import { simulate } from "../simulate.ts";
import { explainChange } from "../snapshot/explain-change.ts";
import { snapshotText } from "../snapshot/snapshot-text.ts";
import { unifiedDiff } from "../snapshot/unified-diff.ts";
import { SeatrialError } from "../util/errors.ts";
import type { CaseResult, Failure } from "./case-result.ts";
import type { CheckCase } from "./check-case.ts";
import { readSnapshot, writeSnapshot } from "./snapshot-file.ts";

/** What becomes of snapshots: `none` writes nothing, `new` those that are missing, `all` those that differ, too. */
export type SnapshotUpdate = "none" | "new" | "all";

/** A case, and what is asked for besides what it expects. */
export interface CheckJob {
  readonly check: CheckCase;
  readonly update: SnapshotUpdate;
  /** the findings that fail it; undefined: nobody asks for findings */
  readonly findings: FindingLimit | undefined;
}

/** Runs a case, holds it against what it expects, and against its snapshot. A snapshot of a failed run is not kept. */
export function runCase({ check, update, findings }: CheckJob, adapters: Adapters): CaseResult {
  const { id, file, snapshotFile, scenario } = check;
  const began = performance.now();
  let found: CaseResult["findings"];
  const result = (failures: readonly Failure[], snapshot: CaseResult["snapshot"]): CaseResult => ({
    id,
    file,
    failures,
    ...(found === undefined ? {} : { findings: found }),
    snapshot,
    seconds: Math.round(performance.now() - began) / 1000,
  });
  let chartError: SeatrialError | undefined;
  try {
    // looking for findings takes further runs
    const thorough = findings !== undefined || scenario.expect.some(({ claim }) => claim.kind === "finding");
    const run = thorough ? inspect : simulate;
    const recording = run(scenario, adapters, {
      onChartError: (error) => {
        chartError ??= error;
      },
    });
    if (findings !== undefined) found = recording.findings;
    const failures = [
      ...checkExpectations(scenario.expect, recording).map(asFailure(file, "expectation")),
      ...(findings === undefined ? [] : findingFailures(recording.findings, findings, file)),
    ];
    if (failures.length > 0) return result(failures, "untouched");
    const text = snapshotText(recording, scenario.snapshot);
    const before = readSnapshot(snapshotFile);
    if (update !== "all" && before === undefined) {
      // once it is in the snapshot, a step that fails is as expected as one of which a sentence says so
      const places = scenario.steps.filter(({ kind }) => kind !== "sleep").map(({ place }) => place);
      const kind = chartError === undefined ? "expectation" : "input";
      const steps = failedSteps(scenario.expect, recording, places).map(asFailure(file, kind));
      if (steps.length > 0) return result(steps, "untouched");
    }
    const compared = compareSnapshot(snapshotFile, before, text, update);
    return result(compared.failures, compared.snapshot);
  } catch (error) {
    if (error instanceof SeatrialError || error instanceof SimulationError)
      return result([errorFailure(error, file)], "untouched");
    throw error;
  }
}

const asFailure =
  (file: string, kind: Failure["kind"]) =>
  ({ expected, happened, rows, place }: FailedExpectation): Failure => ({
    kind,
    title: expected,
    message: happened,
    detail: rows,
    place: { file, ...place },
  });

const findingFailures = (
  findings: readonly Finding[],
  { known, threshold }: FindingLimit,
  file: string,
): Failure[] =>
  newFindings(findings, known)
    .filter((finding) => reaches([finding], threshold))
    .map(({ severity, rule, message, advice, place, rows = [], trial }) => ({
      kind: "finding",
      title: `${severity}[${rule}]`,
      message: `${message}\n${advice}`,
      detail: [...(trial === undefined ? [] : [`in a further run: ${trial}`]), ...rows],
      place: place ?? { file },
    }));

const errorFailure = (error: SeatrialError | SimulationError, file: string): Failure => ({
  kind: error instanceof SeatrialError ? "input" : "error",
  title: error.message,
  message: error.hint ?? "",
  detail: [],
  place: error instanceof SeatrialError ? { file, ...error.place } : { file },
});

function compareSnapshot(
  file: string,
  before: string | undefined,
  text: string,
  update: SnapshotUpdate,
): Pick<CaseResult, "failures" | "snapshot"> {
  if (before === text) return { failures: [], snapshot: "matched" };
  if (update === "all" || (update === "new" && before === undefined)) {
    writeSnapshot(file, text);
    return { failures: [], snapshot: before === undefined ? "written" : "updated" };
  }
  const failure = (kind: Failure["kind"], title: string, message: string, detail: string): Failure => ({
    kind,
    title,
    message,
    detail: detail === "" ? [] : detail.trimEnd().split("\n"),
    place: { file },
  });
  if (before === undefined)
    return {
      failures: [
        failure("missing-snapshot", `${file} is missing`, "seatrial check -u writes it; commit it.", ""),
      ],
      snapshot: "missing",
    };
  const sentences = explainChange(before, text);
  const message =
    sentences.length === 0 ? "only comments differ." : sentences.map((each) => `${each}.`).join("\n");
  return {
    failures: [failure("snapshot", `${file} differs`, message, unifiedDiff(before, text))],
    snapshot: "changed",
  };
}
