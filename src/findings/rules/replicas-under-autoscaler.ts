import type { KubeObject } from "../../cluster/api/object.ts";
import type { Evidence, Render } from "../evidence.ts";
import { nameOf, placeOf, short } from "../facts/declared.ts";
import { row } from "../facts/rows.ts";
import type { Problem, Rule } from "../rule.ts";

interface Target {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly name?: string;
}

export const replicasUnderAutoscaler: Rule = {
  id: "replicas-under-autoscaler",
  severity: "warning",
  title: "the chart sets the number of pods that its autoscaler sets, too",
  explain: {
    what: `Once a HorizontalPodAutoscaler has changed the number of pods, that number is the autoscaler's. A chart that states it as well takes it back with each upgrade:
Helm 3 sets the workload to what the chart says, in the middle of the load, until the autoscaler looks again; Helm 4 refuses the whole upgrade with a conflict over .spec.replicas.`,
    example: `kind: Deployment
spec:
  replicas: {{ .Values.replicaCount }}   # and an autoscaler for this Deployment`,
    fix: "Leave spec.replicas out while the autoscaler is on: {{- if not .Values.autoscaling.enabled }}. A release that has the field already needs --force-conflicts once with Helm 4.",
    links: [
      "https://github.com/helm/helm/issues/7090",
      "https://github.com/helm/helm/issues/12650",
      "https://github.com/nginx/nginx-gateway-fabric/issues/4858",
      "https://github.com/windmill-labs/windmill-helm-charts/issues/543",
    ],
  },
  find: (evidence) => {
    if (!evidence.renders.some(hasBoth)) return [];
    const own = found(evidence);
    if (own.length > 0) return own;
    const trial = evidence.trials.upgradeUnderLoad();
    return trial === undefined ? [] : found(trial);
  },
};

/** Whether a workload with a number of its own is the target of an autoscaler in the same chart. */
const hasBoth = (render: Render): boolean => scaledWorkloads(render).length > 0;

function scaledWorkloads({ chart }: Render) {
  const targets = chart.manifests
    .filter(({ kind }) => kind === "HorizontalPodAutoscaler")
    .map(({ object }) => (object?.["spec"] as { scaleTargetRef?: Target } | undefined)?.scaleTargetRef);
  return chart.manifests.filter(
    ({ kind, name, object }) =>
      replicasOf(object) !== undefined &&
      targets.some((target) => target?.kind === kind && target.name === name),
  );
}

/** Upgrades and rollbacks that were refused for the number, or that changed it. */
function found(evidence: Evidence): Problem[] {
  return evidence.steps.flatMap(({ command, recorded }) => {
    if (command !== "upgrade" && command !== "rollback") return [];
    const render = evidence.renders.findLast(hasBoth);
    if (render === undefined) return [];
    return scaledWorkloads(render).flatMap((manifest): Problem[] => {
      const object = nameOf(render, manifest);
      const common = {
        ...(evidence.trial === undefined ? {} : { trial: evidence.trial }),
        advice: "Leave spec.replicas out of the chart while its autoscaler is on.",
        object,
        place: placeOf(manifest),
      };
      const conflict = recorded.stderr.split("\n").find((line) => refuses(line, manifest.name));
      if (conflict !== undefined)
        return [
          {
            ...common,
            message: `Once its autoscaler has changed the number of pods of ${short(object)}, helm ${command} fails: the chart sets spec.replicas, too.`,
            t: recorded.end,
            rows: [row(recorded.end, conflict.trim().slice(0, 260))],
          },
        ];
      const before = replicasOf(evidence.history.at(object, recorded.start));
      const reset = evidence.history
        .of(object)
        .find(
          ({ t, object: live }) => t >= recorded.start && t <= recorded.end && replicasOf(live) !== before,
        );
      if (before === undefined || reset === undefined || reset.type === "DELETED") return [];
      const now = replicasOf(reset.object);
      return [
        {
          ...common,
          message: `helm ${command} sets ${short(object)} back from ${before} to ${now} pods, whatever its autoscaler has made of the load.`,
          t: reset.t,
          rows: [row(reset.t, `${short(object)}: spec.replicas ${before} → ${now}`)],
        },
      ];
    });
  });
}

const refuses = (line: string, name: string): boolean =>
  line.startsWith("Error:") && line.includes(`/${name} `) && line.includes(".spec.replicas");

const replicasOf = (object: KubeObject | Readonly<Record<string, unknown>> | undefined): number | undefined =>
  (object?.["spec" as keyof typeof object] as { readonly replicas?: number } | undefined)?.replicas;
