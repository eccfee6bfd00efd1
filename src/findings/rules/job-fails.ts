import { controllerOf } from "../../cluster/api/object.ts";
import type { Job } from "../../cluster/api/workloads.ts";
import { endsOf } from "../facts/container-ends.ts";
import { short } from "../facts/declared.ts";
import { placeOfObject } from "../facts/owner-of.ts";
import { row } from "../facts/rows.ts";
import type { Rule } from "../rule.ts";

export const jobFails: Rule = {
  id: "job-fails",
  severity: "error",
  title: "a Job of the release fails",
  explain: {
    what: `A Job that is an ordinary manifest has failed: its containers ended with an error too often (backoffLimit), it took too long (activeDeadlineSeconds), or its failure policy
ended it. Helm notices only with --wait-for-jobs; Helm 3 then waits for it until the timeout all the same.`,
    example: `kind: Job
metadata: {name: policy}
spec:
  podFailurePolicy: {rules: [{action: FailJob, onExitCodes: {operator: In, values: [42]}}]}`,
    fix: "Find out why its container fails, or give it the time that it needs.",
    links: ["https://github.com/helm/helm/issues/30877", "https://github.com/helm/helm/issues/30533"],
  },
  find: (evidence) =>
    evidence.history.ofKind("Job").flatMap((writes) => {
      const [first] = writes;
      const failed = writes.find(({ object }) => failure(object as Job) !== undefined);
      if (first === undefined || failed === undefined || controllerOf(first.object) !== undefined) return [];
      const name = { kind: "Job", namespace: first.namespace, name: first.name };
      if (
        evidence.recording.hooks.some(
          (hook) => hook.kind === "Job" && hook.name === name.name && hook.namespace === name.namespace,
        )
      )
        return [];
      const condition = failure(failed.object as Job);
      const ends = endsOf(evidence, name, first.t, evidence.recording.end).filter(
        ({ exitCode }) => exitCode !== 0,
      );
      const place = placeOfObject(evidence, name);
      return [
        {
          message: `${short(name)} fails: ${condition?.reason ?? ""}, ${(condition?.message ?? "").replace(/^Job |\.$/g, "")}.`,
          advice: adviceFor(condition?.reason),
          object: name,
          ...(place === undefined ? {} : { place }),
          t: failed.t,
          rows: [
            ...ends
              .slice(-3)
              .map(({ t, pod, container, exitCode }) =>
                row(t, `Pod/${pod}: ${container} ended with ${exitCode}`),
              ),
            row(failed.t, `${short(name)}: Failed, ${condition?.reason ?? ""}`),
          ],
        },
      ];
    }),
};

const failure = (job: Job) =>
  job.status?.conditions?.find(
    ({ type, status }) => (type === "Failed" || type === "FailureTarget") && status === "True",
  );

function adviceFor(reason: string | undefined): string {
  if (reason === "DeadlineExceeded") return "Raise activeDeadlineSeconds, or make the Job faster.";
  if (reason === "PodFailurePolicy")
    return "Find out why the container ends with this code; its podFailurePolicy ends the Job for it.";
  return "Find out why its container fails; kubectl logs of its pods tells.";
}
