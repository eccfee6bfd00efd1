import { matchesSelector } from "../../cluster/api/object.ts";
import { nameOf, placeOf, short } from "../facts/declared.ts";
import { podSpecOf } from "../facts/pod-spec.ts";
import { row } from "../facts/rows.ts";
import { labelsOfTemplate } from "../facts/template-labels.ts";
import type { Rule } from "../rule.ts";

export const readinessAbsent: Rule = {
  id: "readiness-absent",
  severity: "note",
  title: "a pod behind a Service counts as ready the moment it starts",
  explain: {
    what: `No container of the pod has a readinessProbe, so the pod is ready as soon as its containers run. The Service sends it requests, a rolling update takes the next old pod away,
and --wait is content, before the program has opened its port.`,
    example: `kind: Deployment
spec: {template: {spec: {containers: [{name: web, image: web, ports: [{containerPort: 8080}]}]}}}`,
    fix: "Give the container that serves a readinessProbe.",
    links: ["https://github.com/helm/helm/issues/3282"],
  },
  find: (evidence) =>
    evidence.renders.slice(-1).flatMap((render) =>
      render.chart.manifests.flatMap((manifest) => {
        const name = nameOf(render, manifest);
        if (name.kind !== "Deployment" && name.kind !== "StatefulSet") return [];
        const writes = evidence.history.of(name);
        const object = writes.findLast(({ type }) => type !== "DELETED")?.object;
        const spec = object === undefined ? undefined : podSpecOf(object);
        if (object === undefined || spec === undefined) return [];
        if (
          spec.containers.some(
            ({ readinessProbe, startupProbe }) => readinessProbe !== undefined || startupProbe !== undefined,
          )
        )
          return [];
        const service = evidence.history.ofKind("Service").find(([first]) => {
          const selector = (
            first?.object.spec as { readonly selector?: Readonly<Record<string, string>> } | undefined
          )?.selector;
          return (
            first?.namespace === name.namespace &&
            selector !== undefined &&
            Object.keys(selector).length > 0 &&
            matchesSelector({ matchLabels: selector }, labelsOfTemplate(object))
          );
        })?.[0];
        const ready = writes.find(
          ({ object: { status } }) =>
            ((status as { readyReplicas?: number } | undefined)?.readyReplicas ?? 0) > 0,
        );
        if (service === undefined || ready === undefined) return [];
        return [
          {
            message: `The pods of ${short(name)} count as ready the moment they start: no container has a readinessProbe, and Service/${service.name} sends them requests.`,
            advice: "Give the container that serves a readinessProbe.",
            object: name,
            place: placeOf(manifest),
            t: ready.t,
            rows: [row(ready.t, `${short(name)}: a pod is ready`)],
          },
        ];
      }),
    ),
};
