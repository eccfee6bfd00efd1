import type { Manifest } from "../../chart/rendered-chart.ts";
import { nameOf, placeOf, short } from "../facts/declared.ts";
import { row } from "../facts/rows.ts";
import type { Rule } from "../rule.ts";

export const duplicateObject: Rule = {
  id: "duplicate-object",
  severity: "error",
  title: "two manifests of a release make the same object",
  explain: {
    what: `A chart and its subchart, or two subcharts, render an object of the same kind and name. On installation the second one is refused ("already exists") or, with server-side
apply, overwrites the first; on an upgrade they overwrite each other in turn.`,
    example: `# charts/a/templates/config.yaml and charts/b/templates/config.yaml
kind: ConfigMap
metadata: {name: "{{ .Release.Name }}-config"}`,
    fix: "Put the subchart's name into the object's name (nameOverride or fullnameOverride often does it).",
    links: ["https://github.com/helm/helm/issues/12586"],
  },
  find: (evidence) =>
    evidence.renders.flatMap((render) => {
      const first = new Map<string, Manifest>();
      return render.chart.manifests.flatMap((manifest) => {
        if (manifest.name === "") return [];
        const name = nameOf(render, manifest);
        const key = `${name.kind}/${name.namespace}/${name.name}`;
        const other = first.get(key);
        if (other === undefined) {
          first.set(key, manifest);
          return [];
        }
        const step = evidence.steps.find(
          ({ release, recorded }) =>
            release === render.release.name &&
            recorded.exitCode !== 0 &&
            recorded.stderr.includes(`"${name.name}"`),
        );
        return [
          {
            severity: step === undefined ? ("warning" as const) : ("error" as const),
            message: `Both ${other.path} and ${manifest.path} make ${short(name)}${step === undefined ? ": the later one wins" : ", and Helm fails"}.`,
            advice: "Give one of them another name, such as one with the subchart's name in it.",
            object: name,
            place: placeOf(manifest),
            ...(step === undefined
              ? {}
              : {
                  t: step.recorded.end,
                  rows: [
                    row(step.recorded.end, step.recorded.stderr.trim().replaceAll("\n", " ").slice(0, 240)),
                  ],
                }),
          },
        ];
      });
    }),
};
