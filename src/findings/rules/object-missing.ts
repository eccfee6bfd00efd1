import type { ObjectName } from "../../recording/recording.ts";
import type { Evidence } from "../evidence.ts";
import { makersOf, short } from "../facts/declared.ts";
import { makerInScenario } from "../facts/maker-in-scenario.ts";
import { ownerOf, placeOfObject } from "../facts/owner-of.ts";
import { podSpecOf } from "../facts/pod-spec.ts";
import { referencesOf } from "../facts/references-of.ts";
import { eventRow } from "../facts/rows.ts";
import type { Problem, Rule } from "../rule.ts";

export const objectMissing: Rule = {
  id: "object-missing",
  severity: "error",
  title: "a pod needs an object that nothing makes",
  explain: {
    what: `A pod names a ConfigMap, Secret, ServiceAccount or volume claim that neither the chart nor the cluster of the scenario has.
With references: assume (the default) such an object is taken to be there and listed by plan; with references: absent
the pod waits for it for ever.`,
    example: `cluster: {references: absent}     # in the scenario
---
kind: Deployment
spec: {template: {spec: {containers: [{envFrom: [{secretRef: {name: made-by-hand}}]}]}}}`,
    fix: "Create the object before the release, declare it in the scenario's objects, or mark the reference optional.",
    links: ["https://github.com/helm/helm/issues/9163"],
  },
  find: (evidence) => {
    const found: Problem[] = [];
    for (const event of evidence.recording.events) {
      if (
        event.type !== "Warning" ||
        event.kind !== "Pod" ||
        !["FailedMount", "Failed"].includes(event.reason)
      )
        continue;
      const pod = evidence.history.at(event, event.t);
      const spec = pod === undefined ? undefined : podSpecOf(pod);
      if (pod === undefined || spec === undefined) continue;
      const missing = referencesOf(spec).find(
        ({ kind, name }) =>
          event.message.includes(`${kind.toLowerCase()} "${name}" not found`) &&
          evidence.history.of({ kind, namespace: event.namespace, name }).length === 0 &&
          !madeBySome(evidence, { kind, namespace: event.namespace, name }),
      );
      if (missing === undefined) continue;
      const object = ownerOf(evidence, pod, event.t);
      found.push({
        message: `The pods of ${short(object)} need ${short(missing)} (${missing.how}), which nothing makes.`,
        advice: `Create ${short(missing)} before the release, or mark the reference optional.`,
        object,
        place: placeOfObject(evidence, object),
        t: event.t,
        rows: [eventRow(event)],
      });
    }
    return found;
  },
};

const madeBySome = ({ renders, scenario }: Evidence, name: ObjectName): boolean =>
  renders.some(
    (render) => makersOf(render, name).length > 0 || makerInScenario(render, scenario, name) !== undefined,
  );
