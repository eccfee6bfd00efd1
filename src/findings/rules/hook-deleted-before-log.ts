import { placeOf } from "../facts/declared.ts";
import { nameOfHook } from "../facts/hook-object.ts";
import { row } from "../facts/rows.ts";
import type { Rule } from "../rule.ts";

export const hookDeletedBeforeLog: Rule = {
  id: "hook-deleted-before-log",
  severity: "warning",
  title: "a test's pod is deleted before its log is read, or a failed hook takes its log along",
  explain: {
    what: `helm test --logs reads the logs after all tests, and a delete policy of hook-succeeded or hook-failed has taken the pods away by then.
A failed hook with hook-failed leaves nothing to look at either.`,
    example: `kind: Pod
metadata: {name: smoke, annotations: {helm.sh/hook: test, helm.sh/hook-delete-policy: hook-succeeded}}`,
    fix: "Use before-hook-creation: what the last run left is there to be looked at, and the next run replaces it.",
    links: ["https://github.com/helm/helm/issues/8796", "https://github.com/helm/helm/issues/9098"],
  },
  find: ({ recording, steps, history }) => {
    const logsLost = steps
      .filter(({ command, flags }) => command === "test" && flags.bool("logs"))
      .flatMap(({ recorded }) =>
        /unable to get pod logs|not found/.test(recorded.stderr)
          ? recording.hooks.filter(
              (hook) => hook.event === "test" && hook.start >= recorded.start && hook.end <= recorded.end,
            )
          : [],
      );
    const failedAndGone = recording.hooks.filter(
      (hook) =>
        hook.outcome === "failed" &&
        hook.deletePolicies.includes("hook-failed") &&
        (hook.kind === "Job" || hook.kind === "Pod"),
    );
    return [...new Set([...logsLost, ...failedAndGone])].flatMap((hook) => {
      const gone = history.of(hook).find(({ t, type }) => type === "DELETED" && t >= hook.end);
      if (gone === undefined) return [];
      return [
        {
          message: `The ${hook.event} hook ${hook.kind}/${hook.name} is deleted before anybody can read its log.`,
          advice: "Use before-hook-creation in place of its delete policies.",
          object: nameOfHook(hook),
          place: placeOf(hook),
          t: gone.t,
          rows: [
            row(hook.end, `the hook ${hook.outcome}`),
            row(gone.t, `${hook.kind}/${hook.name} is deleted`),
          ],
        },
      ];
    });
  },
};
