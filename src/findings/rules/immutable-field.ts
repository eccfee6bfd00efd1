import type { JsonObject } from "../../chart/rendered-chart.ts";
import type { Evidence } from "../evidence.ts";
import { short } from "../facts/declared.ts";
import { drawsRandom } from "../facts/draws-random.ts";
import { refusedPatches } from "../facts/refused-patches.ts";
import type { Problem, Rule } from "../rule.ts";

export const immutableField: Rule = {
  id: "immutable-field",
  severity: "error",
  title: "an upgrade changes a selector or another field that cannot be changed",
  explain: {
    what: `Selectors of workloads, and most of a StatefulSet (serviceName, volumeClaimTemplates with their labels, podManagementPolicy), are fixed at creation.
A selector or a claim template that holds the chart's version makes every upgrade fail.`,
    example: `kind: StatefulSet
spec:
  volumeClaimTemplates:
    - metadata: {name: data, labels: {helm.sh/chart: "db-{{ .Chart.Version }}"}}`,
    fix: "Leave versions out of selectors and claim templates. To change such a field, delete the object with --cascade=orphan first.",
    links: ["https://github.com/helm/helm/issues/7725", "https://github.com/helm/helm/issues/5006"],
  },
  find: (evidence) => {
    const own = others(evidence);
    return own.length > 0 || !mayChange(evidence) ? own : others(evidence.trials.upgradeToNextVersion());
  },
};

/** Whether a field that cannot be changed may hold something else next time: a version, a revision, a random text. */
function mayChange({ renders: [render] }: Evidence): boolean {
  if (render === undefined) return false;
  const { version, appVersion } = render.chart.chart.metadata;
  const varying = [version, appVersion, version.replaceAll("+", "_")].filter((each) => each !== "");
  const random = drawsRandom(render.chart.chart);
  return render.chart.manifests.some(({ object }) => {
    if (object === undefined) return false;
    const fixed = JSON.stringify(object["immutable"] === true ? object : fixedPartsOf(object));
    if (fixed === "[]") return false;
    return (
      random || varying.some((each) => fixed.includes(each)) || fixed.includes(`"${render.release.revision}"`)
    );
  });
}

/** What the server never lets change of a workload and of a binding. */
function fixedPartsOf({ spec, roleRef }: JsonObject): readonly unknown[] {
  if (roleRef !== undefined) return [roleRef];
  if (typeof spec !== "object" || spec === null || Array.isArray(spec) || spec["template"] === undefined)
    return [];
  return [spec["selector"], spec["volumeClaimTemplates"], spec["serviceName"]];
}

const others = (evidence: Evidence | undefined): Problem[] =>
  refusedPatches(evidence)
    .filter(({ object }) => object.kind !== "Job")
    .map(({ object, place, rows, t, trial }) => ({
      ...(trial === undefined ? { severity: "error" as const } : { severity: "warning" as const, trial }),
      message: `The upgrade fails: it changes a field of ${short(object)} that cannot be changed.`,
      advice: `Leave the field as it was, or delete ${short(object)} with --cascade=orphan before the upgrade.`,
      object,
      ...(place === undefined ? {} : { place }),
      t,
      rows,
    }));
