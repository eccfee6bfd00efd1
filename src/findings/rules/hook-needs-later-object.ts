import { short } from "../facts/declared.ts";
import { trialOfRun } from "../facts/event-runs.ts";
import { hookText, nameOfHook } from "../facts/hook-object.ts";
import { madeBy, missingInEvents, missingRows } from "../facts/missing-references.ts";
import type { Rule } from "../rule.ts";

export const hookNeedsLaterObject: Rule = {
  id: "hook-needs-later-object",
  severity: "error",
  title: "a hook needs an object that the chart creates only later",
  explain: {
    what: `A hook's pods name a ConfigMap, Secret, ServiceAccount or volume claim that the same chart makes at a later point:
as an ordinary manifest, which Helm creates after all pre-install hooks, or as a hook that comes after this one. The pod
cannot start before the object is there; Helm waits for the hook before it goes on. So both wait until the timeout.`,
    example: `kind: Job
metadata:
  name: migrate
  annotations: {helm.sh/hook: pre-install}
spec: {template: {spec: {containers: [{envFrom: [{secretRef: {name: app-secret}}]}]}}}
---
kind: Secret              # an ordinary manifest: made after the pre-install hooks
metadata: {name: app-secret}`,
    fix: `Make the object a hook of the same events with a smaller weight, or make the hook a post-install one, or let it refer
to an object of its own.`,
    links: [
      "https://github.com/helm/helm/issues/2622",
      "https://github.com/helm/helm/issues/9163",
      "https://github.com/airbytehq/airbyte/issues/10336",
    ],
  },
  find: (evidence) =>
    missingInEvents(evidence)
      .filter(
        ({ hook, later }) =>
          later !== "equal-weight" &&
          !(later === "manifest" && (hook.event === "pre-upgrade" || hook.event === "post-delete")),
      )
      .map(({ evidence: run, hook, needed, how, later, maker, place }) => {
        const made = madeBy(maker, needed);
        const where =
          maker.as === "manifest"
            ? `an ordinary manifest (${maker.manifest.path}), which Helm creates after its ${hook.event} hooks`
            : later === "other-event"
              ? `a hook of ${maker.manifest.events.join(", ")} only`
              : `a hook of weight ${maker.manifest.weight}, which runs after this one (weight ${hook.weight})`;
        const what = short(made);
        return {
          severity: hook.outcome === "succeeded" ? "warning" : "error",
          message: `${capital(hookText(hook))} needs ${short(needed)} (${how}), which is ${made === needed ? "" : `made by ${what}, `}${where}.`,
          advice: hook.event.startsWith("pre-")
            ? `Make ${what} a hook of ${hook.event} with a weight below ${hook.weight}, or run ${hook.name} as a ${hook.event.replace("pre", "post")} hook.`
            : `Give ${what} a place before ${hook.name}: an ordinary manifest, or a ${hook.event} hook with a weight below ${hook.weight}.`,
          object: nameOfHook(hook),
          place,
          t: hook.start,
          rows: missingRows(run, hook, needed),
          ...trialOfRun(run),
        };
      }),
};

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
