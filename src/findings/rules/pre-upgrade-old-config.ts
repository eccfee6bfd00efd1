import { deepEqual } from "../../util/deep-equal.ts";
import { renderOf } from "../evidence.ts";
import { makersOf, placeOf, short } from "../facts/declared.ts";
import { hookWrite, nameOfHook } from "../facts/hook-object.ts";
import { podSpecOf } from "../facts/pod-spec.ts";
import { referencesOf } from "../facts/references-of.ts";
import { row } from "../facts/rows.ts";
import type { Rule } from "../rule.ts";

export const preUpgradeOldConfig: Rule = {
  id: "pre-upgrade-old-config",
  severity: "warning",
  title: "a pre-upgrade hook runs with the old configuration",
  explain: {
    what: `A pre-upgrade hook uses a ConfigMap or Secret that is an ordinary manifest. This upgrade changes it, but only after the hook: the hook
sees what the old revision had.`,
    example: `kind: Job
metadata: {name: migrate, annotations: {helm.sh/hook: pre-upgrade}}
spec: {template: {spec: {containers: [{envFrom: [{configMapRef: {name: app-config}}]}]}}}
---
kind: ConfigMap
metadata: {name: app-config}      # the new values come after the migration`,
    fix: "Give the hook a copy that is a pre-upgrade hook with a smaller weight.",
    links: ["https://github.com/helm/helm/issues/11608", "https://github.com/airflow-helm/charts/issues/727"],
  },
  find: (evidence) =>
    evidence.recording.hooks.flatMap((hook) => {
      const render = renderOf(evidence, hook.release, hook.revision);
      const write = hookWrite(evidence, hook);
      const spec = write === undefined ? undefined : podSpecOf(write.object);
      const step = evidence.steps.find(
        ({ recorded }) => recorded.start <= hook.start && recorded.end >= hook.start,
      );
      if (
        hook.event !== "pre-upgrade" ||
        render === undefined ||
        write === undefined ||
        spec === undefined ||
        step === undefined
      )
        return [];
      return referencesOf(spec).flatMap(({ kind, name, how }) => {
        if (kind !== "ConfigMap" && kind !== "Secret") return [];
        const config = { kind, namespace: write.namespace, name };
        const before = evidence.history.before(config, write.index);
        const changed = evidence.history
          .of(config)
          .find(({ index, t, type }) => index > write.index && t <= step.recorded.end && type === "MODIFIED");
        if (makersOf(render, config)[0]?.as !== "manifest" || before === undefined || changed === undefined)
          return [];
        if (deepEqual(before["data"], changed.object["data"])) return [];
        return [
          {
            message: `The pre-upgrade hook ${hook.kind}/${hook.name} runs with the old ${short(config)} (${how}): the upgrade changes it only afterwards.`,
            advice: `Give the hook a copy of ${short(config)} that is a pre-upgrade hook with a weight below ${hook.weight}.`,
            object: nameOfHook(hook),
            place: placeOf(hook),
            t: hook.start,
            rows: [row(hook.start, "the hook begins"), row(changed.t, `${short(config)} changes`)],
          },
        ];
      });
    }),
};
