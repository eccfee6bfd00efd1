import { type Evidence, renderOf } from "../evidence.ts";
import { makersOf, nameOf, placeOf, short } from "../facts/declared.ts";
import { row } from "../facts/rows.ts";
import type { Rule } from "../rule.ts";

export const objectTurnedIntoHook: Rule = {
  id: "object-turned-into-hook",
  severity: "error",
  title: "an object that becomes a hook is deleted by the upgrade",
  explain: {
    what: `The last revision had the object as an ordinary manifest, this one has it as a hook. Helm creates the hook, then finds that the object is in the
manifests no longer, and deletes it. It comes back with the next upgrade.`,
    example: `kind: ConfigMap
metadata:
  name: settings
  annotations: {helm.sh/hook: pre-upgrade}      # new in this version of the chart`,
    fix: "Give the hook another name, or put helm.sh/resource-policy: keep on the object in the version before.",
    links: ["https://github.com/helm/helm/issues/12799", "https://github.com/helm/helm/issues/11608"],
  },
  find: (evidence) =>
    evidence.renders.flatMap((render) => {
      const { name: release, revision } = render.release;
      const before = previous(evidence, release, revision);
      if (before === undefined) return [];
      return render.chart.hooks.flatMap((hook) => {
        const name = nameOf(render, hook);
        if (!makersOf(before, name).some(({ as }) => as === "manifest")) return [];
        const step = evidence.steps.find(({ command, recorded }) => {
          const phase = evidence.recording.phases.find(
            (each) => each.release === release && each.revision === revision,
          );
          return (
            command === "upgrade" &&
            phase !== undefined &&
            recorded.start <= phase.start &&
            recorded.end >= phase.start
          );
        });
        if (step === undefined) return [];
        const writes = evidence.history
          .of(name)
          .filter(({ t }) => t >= step.recorded.start && t <= step.recorded.end);
        const gone = writes.findLast(({ type }) => type === "DELETED");
        if (gone === undefined || evidence.history.at(name, step.recorded.end) !== undefined) return [];
        return [
          {
            message: `The upgrade deletes ${short(name)}: it was an ordinary object in revision ${before.release.revision} and is a hook of ${hook.events.join(", ")} now.`,
            advice: "Give the hook another name, or keep the object with helm.sh/resource-policy: keep.",
            object: name,
            place: placeOf(hook),
            t: gone.t,
            rows: writes.map(({ t, type }) => row(t, `${short(name)} ${type.toLowerCase()}`)),
          },
        ];
      });
    }),
};

function previous(evidence: Evidence, release: string, revision: number) {
  for (let at = revision - 1; at > 0; at--) {
    const render = renderOf(evidence, release, at);
    if (render !== undefined) return render;
  }
  return undefined;
}
