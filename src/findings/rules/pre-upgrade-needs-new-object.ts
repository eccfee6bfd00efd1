import { short } from "../facts/declared.ts";
import { trialOfRun } from "../facts/event-runs.ts";
import { nameOfHook } from "../facts/hook-object.ts";
import { madeBy, missingInEvents, missingRows } from "../facts/missing-references.ts";
import type { Rule } from "../rule.ts";

export const preUpgradeNeedsNewObject: Rule = {
  id: "pre-upgrade-needs-new-object",
  severity: "error",
  title: "a pre-upgrade hook needs an object that only this upgrade brings",
  explain: {
    what: `Pre-upgrade hooks run while the objects of the old revision are still in place. What the new revision adds as an
ordinary manifest comes after them. A hook that already needs it waits until the timeout.`,
    example: `kind: Job
metadata: {name: migrate, annotations: {helm.sh/hook: pre-upgrade}}
spec: {template: {spec: {containers: [{envFrom: [{secretRef: {name: new-secret}}]}]}}}
---
kind: Secret
metadata: {name: new-secret}     # new in this version of the chart`,
    fix: "Make the object a pre-upgrade hook with a smaller weight, or let the hook do without it.",
    links: ["https://github.com/open-metadata/openmetadata-helm-charts/issues/111"],
  },
  find: (evidence) =>
    missingInEvents(evidence)
      // In a further run that upgrades a chart to itself it is missing only where the installation had failed.
      .filter(
        ({ evidence: run, hook, later }) =>
          run.trial === undefined && hook.event === "pre-upgrade" && later === "manifest",
      )
      .map(({ evidence: run, hook, needed, how, maker, place }) => ({
        message: `The pre-upgrade hook ${hook.kind}/${hook.name} needs ${short(needed)} (${how}), which was not there before this upgrade: ${maker.manifest.path} makes it, after the hook.`,
        advice: `Make ${short(madeBy(maker, needed))} a pre-install,pre-upgrade hook with a weight below ${hook.weight}.`,
        object: nameOfHook(hook),
        place,
        t: hook.start,
        rows: missingRows(run, hook, needed),
        ...trialOfRun(run),
      })),
};
