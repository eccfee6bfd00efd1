import { endsOf } from "../facts/container-ends.ts";
import { placeOf } from "../facts/declared.ts";
import { nameOfHook } from "../facts/hook-object.ts";
import { row, warningRows } from "../facts/rows.ts";
import type { Rule } from "../rule.ts";

export const hookFails: Rule = {
  id: "hook-fails",
  severity: "error",
  title: "a hook's container fails",
  explain: {
    what: `A container of a hook ended with an error, as often as the Job's backoffLimit allows. Helm fails with it; what ran before
stays, and what comes after it does not happen.`,
    example: `kind: Job
metadata: {name: check, annotations: {helm.sh/hook: pre-install}}
spec: {backoffLimit: 1, template: {spec: {containers: [{command: [sh, -c, "exit 3"]}]}}}`,
    fix: "Look at the container's log; say in the scenario how it behaves.",
    links: [
      "https://github.com/helm/helm/issues/5923",
      "https://github.com/kubernetes/ingress-nginx/issues/10592",
    ],
  },
  find: (evidence) =>
    evidence.recording.hooks.flatMap((hook) => {
      if (hook.outcome !== "failed") return [];
      const ends = endsOf(evidence, hook, hook.start, hook.end).filter(({ exitCode }) => exitCode !== 0);
      const last = ends.at(-1);
      if (last === undefined) return [];
      const times = ends.length === 1 ? "" : `, ${ends.length} times`;
      return [
        {
          message: `The container ${last.container} of the ${hook.event} hook ${hook.kind}/${hook.name} ends with exit code ${last.exitCode}${times}, and Helm fails with it.`,
          advice: `Find out why ${last.container} fails. ${kept(hook.deletePolicies)}`,
          object: nameOfHook(hook),
          place: placeOf(hook),
          t: last.t,
          rows: [
            ...ends
              .slice(-4)
              .map(({ t, pod, container, exitCode }) =>
                row(t, `Pod/${pod}: ${container} ended with ${exitCode}`),
              ),
            ...warningRows(evidence, hook, hook.start, hook.end).slice(-1),
            row(hook.end, `Helm: ${hook.error.replaceAll("\n", " ").trim()}`),
          ],
        },
      ];
    }),
};

const kept = (policies: readonly string[]): string =>
  policies.includes("hook-failed")
    ? "Its delete policy hook-failed takes its log away; leave that out to be able to read it."
    : "Its pods stay, so kubectl logs tells.";
