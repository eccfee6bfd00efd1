import type { Recording } from "../../recording/recording.ts";
import type { ReviewResult, ReviewRun } from "../../review/review-result.ts";

/** The version of the format; it changes when a reader of the old one would misunderstand the new one. */
const format = "seatrial-review/1";

/** A review as one JSON document. Of recordings it has the commands and how they ended; `seatrial run -o json` has the rest. */
export function reviewJson(result: ReviewResult): string {
  const subjects = result.subjects.map((subject) => ({
    ...subject,
    cases: subject.cases.map((each) => ({ ...each, runs: each.runs.map(runWithoutWrites) })),
  }));
  return `${JSON.stringify({ format, ...result, subjects }, null, 2)}\n`;
}

const runWithoutWrites = (run: ReviewRun) => ({
  ...run,
  before: outline(run.before),
  after: outline(run.after),
});

const outline = (recording: Recording | undefined) =>
  recording && {
    helmVersion: recording.helmVersion,
    kubernetesVersion: recording.kubernetesVersion,
    end: recording.end,
    steps: recording.steps,
    hooks: recording.hooks,
  };
