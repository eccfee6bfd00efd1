import { short } from "../facts/declared.ts";
import { trialOfRun } from "../facts/event-runs.ts";
import { hookText, nameOfHook } from "../facts/hook-object.ts";
import { madeBy, missingInEvents, missingRows } from "../facts/missing-references.ts";
import type { Rule } from "../rule.ts";

export const hookNameOrder: Rule = {
  id: "hook-name-order",
  severity: "error",
  title: "hooks of equal weight run by name, against what they need",
  explain: {
    what: `Helm runs the hooks of an event by weight, and those of equal weight by name. The kind does not count, whatever the
documentation says: a Job "a-job" runs before the ServiceAccount "hook-sa" that it needs, and waits for it until the
timeout.`,
    example: `kind: Job
metadata: {name: a-job, annotations: {helm.sh/hook: pre-install}}            # weight 0, runs first
spec: {template: {spec: {serviceAccountName: hook-sa}}}
---
kind: ServiceAccount
metadata: {name: hook-sa, annotations: {helm.sh/hook: pre-install}}          # weight 0, runs second`,
    fix: "Give what others need a smaller helm.sh/hook-weight.",
    links: [
      "https://github.com/helm/helm/issues/12414",
      "https://github.com/helm/helm/issues/10768",
      "https://github.com/helm/helm/issues/7447",
    ],
  },
  find: (evidence) =>
    missingInEvents(evidence)
      .filter(({ later }) => later === "equal-weight")
      .map(({ evidence: run, hook, needed, how, maker, place }) => {
        const made = short(madeBy(maker, needed));
        return {
          message: `The name decides between ${hookText(hook)} and ${made}${made === short(needed) ? "" : `, which makes ${short(needed)}`}, which it needs (${how}): both have weight ${hook.weight}, so "${hook.name}" runs before "${maker.manifest.name}".`,
          advice: `Give ${made} a weight below ${hook.weight}.`,
          object: nameOfHook(hook),
          place,
          t: hook.start,
          rows: missingRows(run, hook, needed),
          ...trialOfRun(run),
        };
      }),
};
