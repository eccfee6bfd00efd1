import type { Evidence } from "../evidence.ts";
import { short } from "../facts/declared.ts";
import { nameOfHook } from "../facts/hook-object.ts";
import { missingOf } from "../facts/missing-references.ts";
import { row, warningRows } from "../facts/rows.ts";
import type { Problem, Rule } from "../rule.ts";

export const postDeleteHookNeedsDeletedObject: Rule = {
  id: "post-delete-hook-needs-deleted-object",
  severity: "warning",
  title: "a post-delete hook needs what the uninstallation has deleted",
  explain: {
    what: `Post-delete hooks run when everything of the release is gone: its ServiceAccounts, roles, ConfigMaps and Secrets too. A hook that uses
them cannot start, and helm uninstall waits for it until the timeout.`,
    example: `kind: Job
metadata: {name: clean-up, annotations: {helm.sh/hook: post-delete}}
spec: {template: {spec: {serviceAccountName: app}}}
---
kind: ServiceAccount
metadata: {name: app}`,
    fix: "Use pre-delete, or give the hook objects of its own that are post-delete hooks with a smaller weight.",
    links: ["https://github.com/helm/helm/issues/11151", "https://github.com/helm/helm/issues/6149"],
  },
  find: (evidence) => {
    const asked = evidence.renders.some(({ chart }) =>
      chart.hooks.some(({ events }) => events.includes("post-delete")),
    );
    return [...missing(evidence), ...(asked ? missing(evidence.trials.uninstalled()) : [])];
  },
};

const missing = (evidence: Evidence | undefined): Problem[] =>
  evidence === undefined
    ? []
    : missingOf(evidence)
        .filter(({ hook, later }) => hook.event === "post-delete" && later === "manifest")
        .map(({ hook, reference, place }) => ({
          message: `The post-delete hook ${hook.kind}/${hook.name} needs ${short(reference)} (${reference.how}), which the uninstallation has deleted before.`,
          advice: `Make it a pre-delete hook, or ${short(reference)} a post-delete hook with a weight below ${hook.weight}.`,
          object: nameOfHook(hook),
          place,
          t: hook.start,
          rows: [row(hook.start, "the hook begins"), ...warningRows(evidence, hook, hook.start, hook.end)],
          ...(evidence.trial === undefined ? {} : { trial: evidence.trial }),
        }));
