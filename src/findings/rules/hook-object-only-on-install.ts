import type { Evidence } from "../evidence.ts";
import { makersOf, nameOf, placeOf, short } from "../facts/declared.ts";
import { ownerOf } from "../facts/owner-of.ts";
import { podSpecOf } from "../facts/pod-spec.ts";
import { referencesOf } from "../facts/references-of.ts";
import { warningRows } from "../facts/rows.ts";
import type { Problem, Rule } from "../rule.ts";

export const hookObjectOnlyOnInstall: Rule = {
  id: "hook-object-only-on-install",
  severity: "warning",
  title: "an object that only the installation makes is missing after an upgrade that first needs it",
  explain: {
    what: `An object that others need is a hook of pre-install or post-install alone. An upgrade does not run those: where the part of the
chart is enabled by an upgrade, where a subchart is added later, or where the first installation failed before the hook and
"upgrade --install" goes on from there, the object is never made, and the pods that need it cannot start.`,
    example: `kind: Secret
metadata: {name: session-key, annotations: {helm.sh/hook: pre-install}}
---
kind: Deployment
spec: {template: {spec: {containers: [{envFrom: [{secretRef: {name: session-key}}]}]}}}`,
    fix: "Make it a hook of the upgrade too (pre-install,pre-upgrade), or an ordinary manifest.",
    links: ["https://github.com/helm/helm/issues/8401", "https://github.com/helm/helm/issues/3353"],
  },
  find: (evidence) => (mayBeMissing(evidence) ? missingAfterUpgrade(evidence.trials.enabledByUpgrade()) : []),
};

/** Whether there is an object that only install hooks make and that some pod refers to. */
function mayBeMissing({ renders: [render] }: Evidence): boolean {
  if (render === undefined) return false;
  const { hooks, manifests } = render.chart;
  const onlyInstall = new Set(
    hooks
      .filter(({ events }) => !events.includes("pre-upgrade") && !events.includes("post-upgrade"))
      .map((hook) => short(nameOf(render, hook))),
  );
  if (onlyInstall.size === 0) return false;
  return [...manifests, ...hooks].some((manifest) => {
    const spec = manifest.object === undefined ? undefined : podSpecOf(manifest.object);
    return spec !== undefined && referencesOf(spec).some((reference) => onlyInstall.has(short(reference)));
  });
}

function missingAfterUpgrade(evidence: Evidence | undefined): Problem[] {
  const render = evidence?.renders.at(-1);
  if (evidence === undefined || render === undefined || !render.release.isUpgrade) return [];
  const { recording, history } = evidence;
  const found = new Map<string, Problem>();
  for (const writes of evidence.history.all()) {
    const [write] = writes;
    const spec = write === undefined ? undefined : podSpecOf(write.object);
    if (write === undefined || spec === undefined) continue;
    for (const reference of referencesOf(spec)) {
      const name = { kind: reference.kind, namespace: write.namespace, name: reference.name };
      const [maker] = makersOf(render, name);
      if (maker?.as !== "hook" || history.last(name) !== undefined || history.of(name).length > 0) continue;
      const events = maker.manifest.events;
      if (events.some((event) => event === "pre-upgrade" || event === "post-upgrade")) continue;
      if (!events.some((event) => event === "pre-install" || event === "post-install")) continue;
      const owner = ownerOf(evidence, write.object, write.t);
      if (found.has(short(name))) continue;
      found.set(short(name), {
        message: `${short(name)} is a hook of ${events.join(", ")} only: an upgrade that first brings it does not make it, and ${short(owner)} needs it (${reference.how}).`,
        advice: `Make it a hook of ${events.map((event) => `${event},${event.replace("install", "upgrade")}`).join(",")}, or an ordinary manifest.`,
        object: name,
        place: placeOf(maker.manifest),
        t: write.t,
        rows: warningRows(evidence, owner, write.t, recording.end),
        ...(evidence.trial === undefined ? {} : { trial: evidence.trial }),
      });
    }
  }
  return [...found.values()];
}
