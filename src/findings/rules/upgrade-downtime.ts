import type { KubeObject } from "../../cluster/api/object.ts";
import type { Deployment } from "../../cluster/api/workloads.ts";
import type { ObjectName, RecordedStep } from "../../recording/recording.ts";
import type { Evidence } from "../evidence.ts";
import { short } from "../facts/declared.ts";
import { placeOfObject } from "../facts/owner-of.ts";
import { readyOf, wantedOf } from "../facts/readiness.ts";
import { row } from "../facts/rows.ts";
import type { Problem, Rule } from "../rule.ts";

export const upgradeDowntime: Rule = {
  id: "upgrade-downtime",
  severity: "warning",
  title: "a workload has no ready pod for a while during an upgrade",
  explain: {
    what: `While an upgrade replaces the pods of a workload, none of them is ready: the strategy Recreate stops the old ones first, a rolling update may take all
of them away (maxUnavailable as large as replicas), and a StatefulSet of one replica has nothing else.`,
    example: `kind: Deployment
spec:
  replicas: 1
  strategy: {rollingUpdate: {maxSurge: 0, maxUnavailable: 1}}`,
    fix: "Use a rolling update with maxSurge 1 and maxUnavailable 0, or more replicas.",
    links: ["https://github.com/helm/helm/issues/2095"],
  },
  find: (evidence) => {
    const own = evidence.steps
      .filter(({ command }) => command === "upgrade" || command === "rollback")
      .flatMap(({ recorded }) => downtimes(evidence, recorded));
    const suspects = atRisk(evidence);
    const trial = suspects.length === 0 ? undefined : evidence.trials.restarted(suspects);
    const restart = trial?.recording.steps.find(({ command }) => command.includes("rollout restart"));
    return [...own, ...(trial === undefined || restart === undefined ? [] : downtimes(trial, restart))];
  },
};

/** Workloads that may lose all their pods at once. */
function atRisk({ history, renders }: Evidence): string[] {
  const [first] = renders;
  if (first === undefined) return [];
  return first.chart.manifests.flatMap(({ kind, name, namespace }) => {
    const own = namespace ?? first.release.namespace;
    const object = history
      .of({ kind, namespace: own, name })
      .find(
        (write) => readyOf(write.object) > 0 && readyOf(write.object) >= (wantedOf(write.object) ?? 0),
      )?.object;
    const wanted = object === undefined ? undefined : wantedOf(object);
    if (object === undefined || wanted === undefined || own !== first.release.namespace) return [];
    return mayLoseAll(object, wanted) ? [`${kind.toLowerCase()}/${name}`] : [];
  });
}

function mayLoseAll(object: KubeObject, wanted: number): boolean {
  if (object.kind === "StatefulSet")
    return (
      wanted === 1 &&
      (object.spec as { updateStrategy?: { type?: string } }).updateStrategy?.type !== "OnDelete"
    );
  if (object.kind !== "Deployment") return false;
  const { type, rollingUpdate } = (object as Deployment).spec.strategy;
  if (type === "Recreate") return true;
  const { maxUnavailable = 0, maxSurge = 0 } = rollingUpdate ?? {};
  const count = (value: string | number, round: (x: number) => number): number =>
    typeof value === "number" ? value : round((Number.parseFloat(value) / 100) * wanted);
  const surge = count(maxSurge, Math.ceil);
  const unavailable = count(maxUnavailable, Math.floor);
  return Math.max(unavailable, surge === 0 && unavailable === 0 ? 1 : 0) >= wanted;
}

/** Workloads that had ready pods when a command began and had none for a while until the next one. */
function downtimes(evidence: Evidence, step: RecordedStep): Problem[] {
  const next = evidence.recording.steps.find(({ start }) => start >= step.end && start > step.start);
  const until = next?.start ?? evidence.recording.end;
  return ["Deployment", "StatefulSet"].flatMap((kind) =>
    evidence.history.ofKind(kind).flatMap((writes): Problem[] => {
      const [first] = writes;
      if (first === undefined) return [];
      const name: ObjectName = { kind, namespace: first.namespace, name: first.name };
      const before = evidence.history.at(name, step.start);
      if (before === undefined || readyOf(before) === 0) return [];
      const during = writes.filter(({ t }) => t > step.start && t <= until);
      if (during.some(({ type }) => type === "DELETED")) return [];
      const down = during.find(({ object }) => (wantedOf(object) ?? 0) > 0 && readyOf(object) === 0);
      if (down === undefined) return [];
      const up = during.find(({ t, object }) => t > down.t && readyOf(object) > 0);
      const span = up === undefined ? "from then on" : `for ${(up.t - down.t).toFixed(1)}s`;
      const strategy = (down.object as Deployment).spec.strategy?.type;
      const because =
        kind === "StatefulSet"
          ? "it has one replica"
          : strategy === "Recreate"
            ? "its strategy is Recreate"
            : "its rolling update may take all pods away";
      return [
        {
          severity:
            evidence.trial === undefined && up === undefined
              ? "error"
              : kind === "StatefulSet" || strategy === "Recreate"
                ? "note"
                : "warning",
          message: `When its pods are replaced, ${short(name)} has no ready pod ${span}: ${wantedOf(down.object) === 1 || kind !== "StatefulSet" ? because : "all of its pods were replaced"}.`,
          advice:
            kind === "StatefulSet"
              ? "Run more than one replica, if the application can."
              : "Use a rolling update with maxSurge 1 and maxUnavailable 0, if two pods may run side by side.",
          object: name,
          ...placed(evidence, name),
          t: down.t,
          rows: [
            row(down.t, `${short(name)}: 0 of ${wantedOf(down.object)} ready`),
            ...(up === undefined ? [] : [row(up.t, `${short(name)}: ${readyOf(up.object)} ready`)]),
          ],
          ...(evidence.trial === undefined ? {} : { trial: evidence.trial }),
        },
      ];
    }),
  );
}

function placed(evidence: Evidence, name: ObjectName): Pick<Problem, "place"> {
  const place = placeOfObject(evidence, name);
  return place === undefined ? {} : { place };
}
