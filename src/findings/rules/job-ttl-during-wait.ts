import type { Job } from "../../cluster/api/workloads.ts";
import { helmRules } from "../../helm/profiles/helm-rules.ts";
import type { Ending, ObjectName } from "../../recording/recording.ts";
import { type Evidence, renderOf } from "../evidence.ts";
import { nameOf, placeOf } from "../facts/declared.ts";
import { nameOfHook } from "../facts/hook-object.ts";
import { row } from "../facts/rows.ts";
import type { Problem, Rule } from "../rule.ts";

export const jobTtlDuringWait: Rule = {
  id: "job-ttl-during-wait",
  severity: "error",
  title: "a Job that its TTL deletes while Helm still waits for it",
  explain: {
    what: `ttlSecondsAfterFinished deletes a Job so many seconds after it ended. If the Job is gone before Helm has seen how it ended, Helm
waits for an object that is not there until the timeout, and fails. That concerns hooks, and ordinary Jobs with --wait-for-jobs.`,
    example: `kind: Job
metadata: {name: init, annotations: {helm.sh/hook: pre-install}}
spec: {ttlSecondsAfterFinished: 0}`,
    fix: "Leave ttlSecondsAfterFinished out of hooks and use helm.sh/hook-delete-policy, or give it a minute.",
    links: [
      "https://github.com/helm/helm/pull/32586",
      "https://github.com/helm/helm/issues/31786",
      "https://github.com/helm/helm/issues/30533",
    ],
  },
  find: (evidence) => {
    const { recording } = evidence;
    const hooks = recording.hooks.flatMap((hook) =>
      hook.kind !== "Job" || hook.outcome === "succeeded"
        ? []
        : goneIn(evidence, hook, hook).map((problem) => ({ ...problem, place: placeOf(hook) })),
    );
    const waits = recording.phases.flatMap((phase) => {
      const render = renderOf(evidence, phase.release, phase.revision);
      if (phase.name !== "wait-ready" || phase.outcome === "succeeded" || render === undefined) return [];
      return render.chart.manifests
        .filter(({ kind }) => kind === "Job")
        .flatMap((manifest) =>
          goneIn(evidence, nameOf(render, manifest), phase).map((problem) => ({
            ...problem,
            place: placeOf(manifest),
          })),
        );
    });
    return [
      ...hooks,
      ...waits,
      ...(helmRules(evidence.scenario.helmVersion).major === 4 ? races(evidence) : []),
    ];
  },
};

/**
 * Hooks that succeeded here, but whose Job was gone within a second of its end: Helm 4 watches for the state of a thing
 * and not for its deletion, so what it does not see in time it never sees.
 */
function races({ recording, history }: Evidence): Problem[] {
  return recording.hooks.flatMap((hook): Problem[] => {
    if (hook.kind !== "Job" || hook.outcome !== "succeeded" || hook.deletePolicies.includes("hook-succeeded"))
      return [];
    const writes = history.of(hook).filter(({ t }) => t >= hook.start);
    const ended = writes.find(({ object }) => isFinished(object as Job));
    const gone = writes.find(({ type }) => type === "DELETED");
    const ttl = (gone?.object as Job | undefined)?.spec.ttlSecondsAfterFinished;
    if (ended === undefined || gone === undefined || ttl === undefined || gone.t - ended.t > 1) return [];
    return [
      {
        severity: "warning",
        message: `The TTL of ${ttl}s deletes the ${hook.event} hook Job/${hook.name} the moment it ends. If Helm 4 does not see in time that it is complete, it waits for it until the timeout.`,
        advice: "Use helm.sh/hook-delete-policy in place of ttlSecondsAfterFinished, or give it a minute.",
        object: nameOfHook(hook),
        place: placeOf(hook),
        t: gone.t,
        rows: [row(ended.t, `Job/${hook.name} is complete`), row(gone.t, `Job/${hook.name} is deleted`)],
      },
    ];
  });
}

/** A Job that ended and was deleted by its TTL in a span in which Helm waited for it in vain. */
function goneIn({ history }: Evidence, { kind, namespace, name }: ObjectName, span: Ending): Problem[] {
  const gone = history
    .of({ kind, namespace, name })
    .find(({ t, type }) => type === "DELETED" && t > span.start && t <= span.end);
  const job = gone?.object as Job | undefined;
  const ttl = job?.spec.ttlSecondsAfterFinished;
  if (gone === undefined || ttl === undefined || !isFinished(job)) return [];
  return [
    {
      message: `The TTL of ${ttl}s deleted Job/${name} before Helm, which waits for it, had seen how it ended.`,
      advice: "Take ttlSecondsAfterFinished out, or make it longer than what Helm waits for.",
      object: { kind, namespace, name },
      t: gone.t,
      rows: [
        row(gone.t, `Job/${name} is deleted`),
        row(span.end, `Helm: ${span.error.replaceAll("\n", " ").trim()}`),
      ],
    },
  ];
}

const isFinished = (job: Job | undefined): boolean =>
  (job?.status.conditions ?? []).some(
    ({ type, status }) => (type === "Complete" || type === "Failed") && status === "True",
  );
