import { type Evidence, renderOf } from "../evidence.ts";
import { nameOf, placeOf, short } from "../facts/declared.ts";
import { podSpecOf } from "../facts/pod-spec.ts";
import { referencesOf } from "../facts/references-of.ts";
import { row } from "../facts/rows.ts";
import type { Problem, Rule } from "../rule.ts";

export const claimWaitsForConsumer: Rule = {
  id: "claim-waits-for-consumer",
  severity: "error",
  title: "--wait waits for a volume claim that nothing uses yet",
  explain: {
    what: `A claim of a StorageClass with WaitForFirstConsumer is bound when the first pod that uses it is placed. If its only user is a CronJob, a hook that comes later or nothing at all,
it stays Pending, and --wait waits for it until the timeout.`,
    example: `kind: PersistentVolumeClaim
metadata: {name: backup}
---
kind: CronJob          # the only user: its first pod comes tonight
spec: {jobTemplate: {spec: {template: {spec: {volumes: [{persistentVolumeClaim: {claimName: backup}}]}}}}}`,
    fix: "Use a class that binds at once, or install without --wait.",
    links: ["https://github.com/helm/helm/issues/10196", "https://github.com/helm/helm/issues/10733"],
  },
  find: (evidence) => [
    ...pending(evidence),
    ...(mayWait(evidence) ? pending(evidence.trials.waiting()) : []),
  ],
};

/** A claim that no ordinary workload of the chart mounts. */
function mayWait({ renders: [render], steps }: Evidence): boolean {
  if (render === undefined || steps.some(({ flags }) => flags.changed("wait"))) return false;
  const { manifests } = render.chart;
  const used = new Set(
    manifests.flatMap(({ kind, object }) => {
      const spec = object === undefined || kind === "CronJob" ? undefined : podSpecOf(object);
      return spec === undefined ? [] : referencesOf(spec).map(short);
    }),
  );
  return manifests.some(
    (manifest) => manifest.kind === "PersistentVolumeClaim" && !used.has(short(manifest)),
  );
}

function pending(evidence: Evidence | undefined): Problem[] {
  if (evidence === undefined) return [];
  return evidence.recording.phases.flatMap((phase) => {
    const render = renderOf(evidence, phase.release, phase.revision);
    if (phase.name !== "wait-ready" || phase.outcome === "succeeded" || render === undefined) return [];
    return render.chart.manifests.flatMap((manifest) => {
      const name = nameOf(render, manifest);
      const claim = evidence.history.at(name, phase.end);
      const status = claim?.status as { readonly phase?: string } | undefined;
      if (manifest.kind !== "PersistentVolumeClaim" || claim === undefined || status?.phase === "Bound")
        return [];
      const used = evidence.history.ofKind("Pod").some(([first]) => {
        const spec =
          first === undefined || first.namespace !== name.namespace || first.t > phase.end
            ? undefined
            : podSpecOf(first.object);
        return spec !== undefined && referencesOf(spec).some((reference) => short(reference) === short(name));
      });
      if (used) return [];
      return [
        {
          ...(evidence.trial === undefined ? {} : { severity: "warning" as const, trial: evidence.trial }),
          message: `--wait waits for ${short(name)}, which is bound only when a pod uses it, and none does.`,
          advice: "Use a StorageClass that binds at once, or install without --wait.",
          object: name,
          place: placeOf(manifest),
          t: phase.start,
          rows: [
            row(phase.end, `${short(name)} is ${status?.phase ?? "Pending"}`),
            row(phase.end, `Helm: ${phase.error.replaceAll("\n", " ")}`),
          ],
        },
      ];
    });
  });
}
