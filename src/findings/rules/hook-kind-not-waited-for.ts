import { placeOf } from "../facts/declared.ts";
import { nameOfHook } from "../facts/hook-object.ts";
import { readyOf, wantedOf } from "../facts/readiness.ts";
import { row } from "../facts/rows.ts";
import type { Rule } from "../rule.ts";

export const hookKindNotWaitedFor: Rule = {
  id: "hook-kind-not-waited-for",
  severity: "note",
  title: "a workload as a hook: Helm does not wait until it is ready",
  explain: {
    what: `Helm waits for hooks that are Jobs or Pods. Any other kind counts as done once it is created: a Deployment, StatefulSet or DaemonSet
that is a hook has no ready pod yet when the next hook or the main phase begins. It is also deleted and made anew by
each run, and uninstall leaves it behind.`,
    example: `kind: Deployment
metadata: {name: database, annotations: {helm.sh/hook: pre-install}}   # the migration hook after it finds no database`,
    fix: "Let the hook that needs it wait for it, or make it an ordinary manifest.",
    links: [
      "https://github.com/sentry-kubernetes/charts/pull/229",
      "https://github.com/helm/helm/issues/10987",
    ],
  },
  find: (evidence) =>
    evidence.recording.hooks.flatMap((hook) => {
      if (hook.outcome !== "succeeded") return [];
      const object = evidence.history.at(hook, hook.end);
      const wanted = object === undefined ? undefined : wantedOf(object);
      if (object === undefined || wanted === undefined) return [];
      if (hook.kind !== "DaemonSet" && wanted === 0) return [];
      if (wanted > 0 && readyOf(object) >= wanted) return [];
      return [
        {
          message: `Helm went on after the ${hook.event} hook ${hook.kind}/${hook.name} with ${readyOf(object)} of its pods ready: it waits for Jobs and Pods only.`,
          advice: "Let what comes next wait for it, or make it an ordinary manifest.",
          object: nameOfHook(hook),
          place: placeOf(hook),
          t: hook.end,
          rows: [
            row(hook.start, `${hook.kind}/${hook.name} is created`),
            row(hook.end, "Helm takes the hook for done"),
          ],
        },
      ];
    }),
};
