import { short } from "../facts/declared.ts";
import { trialOfRun } from "../facts/event-runs.ts";
import { nameOfHook } from "../facts/hook-object.ts";
import { missingInEvents, missingRows } from "../facts/missing-references.ts";
import type { Rule } from "../rule.ts";

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
  find: (evidence) =>
    missingInEvents(evidence)
      .filter(({ hook, later }) => hook.event === "post-delete" && later === "manifest")
      .map(({ evidence: run, hook, needed, how, place }) => ({
        message: `The post-delete hook ${hook.kind}/${hook.name} needs ${short(needed)} (${how}), which the uninstallation has deleted before.`,
        advice: `Make it a pre-delete hook, or ${short(needed)} a post-delete hook with a weight below ${hook.weight}.`,
        object: nameOfHook(hook),
        place,
        t: hook.start,
        rows: missingRows(run, hook, needed),
        ...trialOfRun(run),
      })),
};
