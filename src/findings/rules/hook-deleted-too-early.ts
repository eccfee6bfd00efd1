import type { ObjectName } from "../../recording/recording.ts";
import type { Evidence, Render } from "../evidence.ts";
import { makersOf, placeOf, short } from "../facts/declared.ts";
import { eventRuns, trialOfRun } from "../facts/event-runs.ts";
import { ownerOf } from "../facts/owner-of.ts";
import { podSpecOf } from "../facts/pod-spec.ts";
import { type Reference, referenced, referencesOf } from "../facts/references-of.ts";
import { row, warningRows } from "../facts/rows.ts";
import type { Problem, Rule } from "../rule.ts";

export const hookDeletedTooEarly: Rule = {
  id: "hook-deleted-too-early",
  severity: "error",
  title: "a hook's object is deleted before others need it",
  explain: {
    what: `hook-succeeded deletes a hook's object once all hooks of the event have succeeded. A ServiceAccount, ConfigMap or Secret of a pre-install hook
is then gone when the main phase or a later hook wants to use it. before-hook-creation does the same for a moment at each upgrade.`,
    example: `kind: Secret
metadata:
  name: app-key
  annotations: {helm.sh/hook: pre-install, helm.sh/hook-delete-policy: hook-succeeded}
---
kind: Deployment
spec: {template: {spec: {containers: [{envFrom: [{secretRef: {name: app-key}}]}]}}}`,
    fix: "Leave hook-succeeded out for what others need, or make a second object for them.",
    links: ["https://github.com/helm/helm/issues/8420", "https://github.com/helm/helm/issues/8694"],
  },
  find: (evidence) =>
    eventRuns(evidence, ({ object }, _event, render) => {
      const spec = object === undefined ? undefined : podSpecOf(object);
      return spec !== undefined && referencesOf(spec).some((each) => isTakenAway(render, each));
    }).flatMap(tooEarly),
};

const isTakenAway = ({ chart }: Render, { kind, name }: Reference): boolean =>
  chart.hooks.some(
    (hook) => hook.kind === kind && hook.name === name && hook.deletePolicies.includes("hook-succeeded"),
  );

function tooEarly(evidence: Evidence): Problem[] {
  const found = new Map<string, Problem>();
  const added = [...evidence.history.all()].flatMap((writes) =>
    writes.filter(({ type }) => type === "ADDED"),
  );
  for (const write of added) {
    const spec = podSpecOf(write.object);
    if (spec === undefined) continue;
    for (const reference of referencesOf(spec)) {
      const needed = referenced(reference, write.namespace);
      const last = evidence.history.of(needed).findLast(({ index }) => index < write.index);
      if (last?.type !== "DELETED" || found.has(short(needed))) continue;
      const render = evidence.renders.findLast((each) => makersOf(each, needed).length > 0);
      const maker = render === undefined ? undefined : makersOf(render, needed)[0];
      if (maker?.as !== "hook" || !maker.manifest.deletePolicies.includes("hook-succeeded")) continue;
      if (!removedByPolicy(evidence.recording.hooks, needed, last.t)) continue;
      const owner = ownerOf(evidence, write.object, write.t);
      found.set(short(needed), {
        message: `${short(owner)} needs ${short(needed)} (${reference.how}), which its delete policy hook-succeeded has taken away by then.`,
        advice: `Take hook-succeeded out of the delete policies of ${short(needed)}.`,
        object: needed,
        place: placeOf(maker.manifest),
        t: write.t,
        rows: [
          row(last.t, `${short(needed)} is deleted`),
          row(write.t, `${short(write)} is created`),
          ...warningRows(evidence, owner, write.t, evidence.recording.end),
        ],
        ...trialOfRun(evidence),
      });
    }
  }
  return [...found.values()];
}

/** Whether a hook of that name had succeeded when it was deleted, and no uninstallation was at work. */
const removedByPolicy = (
  hooks: readonly (ObjectName & { readonly outcome: string; readonly end: number })[],
  { kind, namespace, name }: ObjectName,
  t: number,
): boolean =>
  hooks.some(
    (hook) =>
      hook.kind === kind &&
      hook.namespace === namespace &&
      hook.name === name &&
      hook.outcome === "succeeded" &&
      hook.end <= t,
  );
