import type { Job } from "../../cluster/api/workloads.ts";
import type { RecordedHook } from "../../recording/recording.ts";
import { formatDuration } from "../../util/duration.ts";
import type { Evidence } from "../evidence.ts";
import { endsOf } from "../facts/container-ends.ts";
import { placeOf } from "../facts/declared.ts";
import { hookWrite, nameOfHook } from "../facts/hook-object.ts";
import { row } from "../facts/rows.ts";
import type { Rule } from "../rule.ts";

export const hookTimeoutTooShort: Rule = {
  id: "hook-timeout-too-short",
  severity: "note",
  title: "a hook's worst case is longer than --timeout",
  explain: {
    what: `Helm gives each hook the time of --timeout (5m0s by default). A Job that fails is tried again backoffLimit times (6 by
default), with pauses of 10s, 20s, 40s and so on between: over ten minutes by default. Helm then gives up while the Job goes on by itself: the
release has failed, and the migration may still succeed.`,
    example: `kind: Job
metadata: {name: migrate, annotations: {helm.sh/hook: pre-upgrade}}
spec: {template: …}          # backoffLimit 6: up to 10m30s of pauses alone, against --timeout 5m0s`,
    fix: "Raise --timeout, or lower backoffLimit, or set activeDeadlineSeconds below the timeout.",
    links: [
      "https://github.com/helm/helm/issues/8206",
      "https://github.com/helm/helm/issues/11983",
      "https://github.com/helm/helm/issues/30877",
    ],
  },
  find: (evidence) =>
    evidence.recording.hooks.flatMap((hook) => {
      const timeout = timeoutOf(evidence, hook);
      const job = hookWrite(evidence, hook)?.object as Job | undefined;
      if (hook.kind !== "Job" || timeout === undefined || job === undefined) return [];
      const ends = endsOf(evidence, hook, hook.start, hook.end);
      // an attempt lasts until the last container of the first pod has ended
      const end = ends.findLast(({ pod }) => pod === ends[0]?.pod);
      if (end === undefined) return stillRunning(evidence, hook, timeout);
      const attempt = end.t - hook.start;
      const worst = worstCase(job, attempt);
      if (worst <= timeout) return [];
      const safe = formatDuration(Math.ceil(worst / 30) * 30_000);
      return [
        {
          message: `If it keeps failing, the ${hook.event} hook Job/${hook.name} takes up to ${formatDuration(Math.round(worst) * 1000)} (${job.spec.backoffLimit + 1} attempts of ${attempt.toFixed(1)}s and the pauses between); Helm gives up after ${formatDuration(timeout * 1000)}.`,
          advice: `Lower backoffLimit, set activeDeadlineSeconds below ${Math.floor(timeout)}, or use --timeout ${safe} at least.`,
          object: nameOfHook(hook),
          place: placeOf(hook),
          t: hook.start,
          rows: [
            row(
              end.t,
              `Pod/${end.pod}: ${end.container} ended with ${end.exitCode} after ${attempt.toFixed(1)}s`,
            ),
          ],
        },
      ];
    }),
};

function stillRunning(evidence: Evidence, hook: RecordedHook, timeout: number): ReturnType<Rule["find"]> {
  if (hook.outcome !== "failed" || hook.end - hook.start < timeout - 1) return [];
  const started = evidence.recording.events.find(
    ({ reason, name, namespace, t }) =>
      reason === "Started" &&
      namespace === hook.namespace &&
      name.startsWith(`${hook.name}-`) &&
      t >= hook.start &&
      t <= hook.end,
  );
  if (started === undefined) return [];
  return [
    {
      severity: "error",
      message: `The ${hook.event} hook Job/${hook.name} still ran when --timeout ${formatDuration(timeout * 1000)} was over.`,
      advice: "Raise --timeout, or make the hook faster.",
      object: nameOfHook(hook),
      place: placeOf(hook),
      t: hook.end,
      rows: [row(started.t, `Pod/${started.name}: started`), row(hook.end, "Helm gives up")],
    },
  ];
}

/** Seconds; undefined where the hook did not run in a command of Helm that is known. */
function timeoutOf({ steps }: Evidence, { start, release }: RecordedHook): number | undefined {
  const step = steps.find(
    (each) =>
      each.recorded.start <= start &&
      each.recorded.end >= start &&
      (each.release === release || each.release === ""),
  );
  return step === undefined ? undefined : step.flags.duration("timeout") / 1000;
}

/** Seconds until a Job that keeps failing gives up (pkg/controller/job: pauses double from 10 s to 10 min). */
function worstCase({ spec }: Job, attempt: number): number {
  const longest = spec.template.spec.restartPolicy === "OnFailure" ? 300 : 600;
  let total = attempt;
  for (let retry = 0; retry < Math.min(spec.backoffLimit, 1000); retry++)
    total += Math.min(10 * 2 ** retry, longest) + attempt;
  return Math.min(total, spec.activeDeadlineSeconds ?? Number.POSITIVE_INFINITY);
}
