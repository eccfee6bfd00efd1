import { builtInResources } from "../../cluster/api/resources.ts";
import { nameOf, placeOf, short } from "../facts/declared.ts";
import { allOf, refusals } from "../facts/refusals.ts";
import { row } from "../facts/rows.ts";
import type { Rule } from "../rule.ts";

export const kindNotServed: Rule = {
  id: "kind-not-served",
  severity: "error",
  title: "the cluster does not serve an apiVersion that the chart uses",
  explain: {
    what: `Kubernetes has stopped to serve old versions of its kinds: extensions/v1beta1 with 1.16 and 1.22, policy/v1beta1 with 1.25, autoscaling/v2beta2 with 1.26. Helm asks for every kind before it creates anything,
so the installation fails as a whole; an upgrade fails even if only the revision before had such an object.`,
    example: `apiVersion: policy/v1beta1
kind: PodDisruptionBudget`,
    fix: 'Use the version that is served, or choose by .Capabilities.APIVersions.Has "policy/v1".',
    links: ["https://github.com/helm/helm/issues/7219", "https://github.com/helm/helm/issues/10963"],
  },
  find: (evidence) =>
    refusals(evidence).flatMap(({ step, render, lines }) =>
      lines.flatMap((line) => {
        const [, kind = "", version = ""] =
          /no matches for kind "([^"]+)" in version "([^"]+)"/.exec(line) ?? [];
        const served = builtInResources.find((each) => each.kind === kind);
        const group = version.split("/")[0] ?? "";
        if (kind === "" || (served === undefined && group.includes(".") && !group.endsWith(".k8s.io")))
          return [];
        const now =
          served === undefined ? undefined : [served.group, served.versions[0]].filter(Boolean).join("/");
        return allOf(render)
          .filter((manifest) => manifest.kind === kind && manifest.apiVersion === version)
          .map((manifest) => ({
            message: `Kubernetes ${evidence.recording.kubernetesVersion} does not serve ${version} ${kind}, and Helm fails before it creates anything.`,
            advice:
              now === undefined
                ? `Leave ${short(nameOf(render, manifest))} out where the cluster does not have ${kind}.`
                : `Use apiVersion: ${now}.`,
            object: nameOf(render, manifest),
            place: placeOf(manifest),
            t: step.recorded.end,
            rows: [row(step.recorded.end, line.trim().slice(0, 240))],
          }));
      }),
    ),
};
