import type { Evidence } from "../evidence.ts";
import { refusedPatches } from "../facts/refused-patches.ts";
import type { Problem, Rule } from "../rule.ts";

export const immutableJob: Rule = {
  id: "immutable-job",
  severity: "error",
  title: "an ordinary Job cannot be changed by an upgrade",
  explain: {
    what: `The pod template of a Job cannot be changed. A Job that is an ordinary manifest works once; the first upgrade that changes its image, a label with the
chart's version or anything else in the template fails.`,
    example: `kind: Job
metadata: {name: migrate}
spec: {template: {spec: {containers: [{image: "app:{{ .Chart.AppVersion }}"}]}}}`,
    fix: "Make it a hook, or put what changes into its name (migrate-{{ .Release.Revision }}), or set ttlSecondsAfterFinished.",
    links: [
      "https://github.com/helm/helm/issues/7725",
      "https://github.com/cilium/cilium/issues/16316",
      "https://github.com/newrelic/helm-charts/issues/1112",
    ],
  },
  find: (evidence) => {
    const own = jobs(evidence);
    const asked = evidence.renders[0]?.chart.manifests.some(({ kind }) => kind === "Job") === true;
    return own.length > 0 || !asked ? own : jobs(evidence.trials.upgradeToNextVersion());
  },
};

const jobs = (evidence: Evidence | undefined): Problem[] =>
  refusedPatches(evidence)
    .filter(({ object }) => object.kind === "Job")
    .map(({ object, place, rows, t, trial }) => ({
      ...(trial === undefined ? { severity: "error" as const } : { severity: "warning" as const, trial }),
      message: `The upgrade fails: it changes the pod template of Job/${object.name}, which cannot be changed.`,
      advice: `Make Job/${object.name} a hook, or give it a name that changes with its content.`,
      object,
      ...(place === undefined ? {} : { place }),
      t,
      rows,
    }));
