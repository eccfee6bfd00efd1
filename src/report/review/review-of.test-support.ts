import type { Recording } from "../../recording/recording.ts";
import type { ReviewResult, ReviewRun } from "../../review/review-result.ts";

/** A review that finds that the run which failed is the change's fault. */
export function reviewOf(recording: Recording): ReviewResult {
  const run = (name: ReviewRun["name"]): ReviewRun => ({
    name,
    title: `The ${name}`,
    before: undefined,
    after: recording,
    error: { before: "", after: "" },
    order: {
      sentences: ["Job/b now starts before Job/a"],
      diff: "@@ -1 +1 @@\n-Job/a starts\n+Job/b starts\n",
    },
    effects: { created: [], changed: [], deleted: [], restarted: [] },
    readiness: [
      {
        kind: "Deployment",
        namespace: "default",
        name: "web",
        points: [
          { t: 0, ready: 3, wanted: 3 },
          { t: 2, ready: 0, wanted: 3 },
          { t: 5.5, ready: 2, wanted: 3 },
        ],
        lowest: 0,
        lowestBefore: 3,
        down: 3.5,
        end: { ready: 2, wanted: 3 },
      },
    ],
    left: [],
  });
  return {
    base: { ref: "main", commit: "1".repeat(40) },
    head: { ref: "the working tree", commit: "" },
    verdict: "breaks",
    subjects: ["charts/web", "charts/db"].map((path) => ({
      kind: "chart",
      path,
      from: undefined,
      name: "web",
      change: "changed",
      versions: { before: "1.0.0", after: "1.1.0" },
      notes: [],
      files: [`${path}/values.yaml`],
      verdict: "breaks",
      cases: ["", "ci/prod-values.yaml"].map((values) => ({
        values,
        verdict: "breaks",
        reasons: [
          {
            verdict: "breaks",
            text: "The upgrade fails.",
            detail: recording.steps.map(({ stderr }) => stderr),
            advice: "Do not.",
            rule: "hook-fails",
            place: { file: `${path}/templates/job.yaml`, line: 3 },
          },
        ],
        runs: [run("install"), run("upgrade")],
        findings: recording.findings.map((finding) => ({ ...finding, state: "new", fingerprint: "1" })),
      })),
    })),
  };
}
