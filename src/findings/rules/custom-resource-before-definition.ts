import { nameOf, placeOf, short } from "../facts/declared.ts";
import { row } from "../facts/rows.ts";
import type { Rule } from "../rule.ts";

export const customResourceBeforeDefinition: Rule = {
  id: "custom-resource-before-definition",
  severity: "error",
  title: "a custom resource is looked up before its definition is there",
  explain: {
    what: `Helm asks the server for the kinds of all ordinary manifests before it creates the first of them. A CustomResourceDefinition among them, in the chart or a
subchart, comes too late for the custom resources beside it: the installation fails with "no matches for kind".`,
    example: `# templates/crd.yaml
kind: CustomResourceDefinition
---
# templates/thing.yaml
kind: Thing`,
    fix: "Put the definition into crds/, or make it a pre-install hook, or install it with a release of its own.",
    links: ["https://github.com/helm/helm/issues/3632"],
  },
  find: (evidence) =>
    evidence.steps.flatMap(({ release, recorded }) => {
      const kinds = [...recorded.stderr.matchAll(/no matches for kind "([^"]+)"/g)].map((match) => match[1]);
      if (recorded.exitCode === 0 || kinds.length === 0) return [];
      return evidence.renders
        .filter((render) => render.release.name === release)
        .flatMap((render) => {
          const all = [...render.chart.manifests, ...render.chart.hooks];
          return all.flatMap((manifest) => {
            const definition = all.find(
              ({ kind, object }) =>
                kind === "CustomResourceDefinition" &&
                kinds.includes(manifest.kind) &&
                (object?.["spec"] as { readonly names?: { readonly kind?: string } } | undefined)?.names
                  ?.kind === manifest.kind,
            );
            if (definition === undefined) return [];
            return [
              {
                message: `Helm looks for the kind of ${short(nameOf(render, manifest))} before ${definition.path} has defined it, and fails.`,
                advice: `Put CustomResourceDefinition/${definition.name} into the folder crds/, or into a release of its own.`,
                object: nameOf(render, manifest),
                place: placeOf(manifest),
                t: recorded.end,
                rows: [row(recorded.end, recorded.stderr.trim().replaceAll("\n", " ").slice(0, 240))],
              },
            ];
          });
        });
    }),
};
