import type { KubeObject } from "../../cluster/api/object.ts";
import type { ObjectName, RecordedPhase } from "../../recording/recording.ts";
import { type Evidence, type Render, renderOf } from "../evidence.ts";
import { type Maker, makersOf, nameOf, placeOf, short } from "../facts/declared.ts";
import { makerByCommand } from "../facts/maker-by-command.ts";
import { makerInScenario } from "../facts/maker-in-scenario.ts";
import { podSpecOf } from "../facts/pod-spec.ts";
import { unreadyAt } from "../facts/readiness.ts";
import { referencesOf } from "../facts/references-of.ts";
import { row, warningRows } from "../facts/rows.ts";
import type { Problem, Rule } from "../rule.ts";

export const waitDeadlock: Rule = {
  id: "wait-deadlock",
  severity: "error",
  title: "--wait waits for pods that wait for a post hook",
  explain: {
    what: `With --wait Helm waits until everything is ready before it runs post-install and post-upgrade hooks. Where a workload becomes
ready only through what such a hook does (a migration, a certificate, a Secret), each waits for the other until the timeout.
Flux and others always wait; so does --atomic.`,
    example: `kind: Job
metadata: {name: migrate, annotations: {helm.sh/hook: post-install}}
---
kind: Deployment
spec: {template: {spec: {containers: [{readinessProbe: {exec: {command: [test, -f, /migrated]}}}]}}}`,
    fix: "Make the hook an ordinary Job, or a pre hook where it needs nothing of the release, or install without --wait.",
    links: [
      "https://github.com/helm/helm/issues/7740",
      "https://github.com/helm/helm/issues/11778",
      "https://github.com/helm/helm/issues/11637",
      "https://github.com/openfga/helm-charts/issues/100",
    ],
  },
  find: (evidence) => [
    ...deadlocks(evidence),
    ...(mightLock(evidence) ? ofTrial(evidence.trials.waiting()) : []),
    ...madeByPostHook(evidence),
  ],
};

/** Workloads that need what no manifest declares and a post hook plainly makes: the run took it to be there. */
function madeByPostHook({ assumed, renders: [render], history, recording }: Evidence): Problem[] {
  if (render === undefined) return [];
  return assumed.flatMap((needed) => {
    const maker = makerByCommand(render, needed);
    if (maker?.as !== "hook" || maker.manifest.events.includes("pre-install")) return [];
    if (!maker.manifest.events.includes("post-install")) return [];
    const job = nameOf(render, maker.manifest);
    return render.chart.manifests.flatMap((manifest): Problem[] => {
      const spec = waitedFor.includes(manifest.kind) ? podSpecOf(manifest.object ?? {}) : undefined;
      const name = nameOf(render, manifest);
      const how = spec && referencesOf(spec).find((each) => short(each) === short(needed))?.how;
      if (how === undefined || name.namespace !== needed.namespace) return [];
      const created = history.of(name)[0]?.t;
      const run = recording.hooks.find((hook) => hook.event === "post-install" && short(hook) === short(job));
      return [
        {
          severity: "warning",
          message: `With --wait Helm waits for ${short(name)}, which needs ${short(needed)} (${how}); the post-install hook ${short(job)}, which makes it, runs only after the wait.`,
          advice: `Make ${short(job)} a pre-install hook or an ordinary Job, or the reference optional.`,
          object: name,
          place: placeOf(manifest),
          ...(created === undefined ? {} : { t: created }),
          rows: [
            ...(created === undefined ? [] : [row(created, `${short(name)} is created`)]),
            ...(run === undefined ? [] : [row(run.start, `the post-install hook ${short(job)} begins`)]),
          ],
        },
      ];
    });
  });
}

const waitedFor: readonly string[] = ["Deployment", "StatefulSet", "DaemonSet"];

const ofTrial = (evidence: Evidence | undefined): Problem[] =>
  evidence === undefined
    ? []
    : deadlocks(evidence)
        .filter(({ sure }) => sure)
        .map((problem) => ({ ...problem, severity: "warning", trial: evidence.trial ?? "" }));

/** A post hook makes an object that a pod of the main phase needs. */
function mightLock({ renders, steps }: Evidence): boolean {
  const [render] = renders;
  if (render === undefined || steps.some(({ flags }) => flags.changed("wait"))) return false;
  const late = new Set(
    render.chart.hooks
      .filter(({ events }) => events.includes("post-install") && !events.includes("pre-install"))
      .map((hook) => short(nameOf(render, hook))),
  );
  return (
    late.size > 0 &&
    render.chart.manifests.some(({ object }) => {
      const spec = object === undefined ? undefined : podSpecOf(object);
      return spec !== undefined && referencesOf(spec).some((reference) => late.has(short(reference)));
    })
  );
}

function deadlocks(evidence: Evidence): (Problem & { readonly sure: boolean })[] {
  return evidence.recording.phases.flatMap((phase) => {
    if (phase.name !== "wait-ready" || phase.outcome === "succeeded") return [];
    const render = renderOf(evidence, phase.release, phase.revision);
    const post = render?.release.isUpgrade === true ? "post-upgrade" : "post-install";
    const hooks = render?.chart.hooks.filter(({ events }) => events.includes(post)) ?? [];
    const [hook] = hooks;
    if (render === undefined || hook === undefined) return [];
    return waiting(evidence, phase).flatMap(({ name, object }) => {
      const spec = podSpecOf(object);
      const needed =
        spec === undefined
          ? undefined
          : referencesOf(spec).find((reference) => {
              const missing = { kind: reference.kind, namespace: name.namespace, name: reference.name };
              const maker = makerOf(evidence, render, missing);
              return (
                maker?.as === "hook" &&
                maker.manifest.events.includes(post) &&
                evidence.history.at(missing, phase.end) === undefined
              );
            });
      // A pod that runs and is not ready may wait for anything; one that is held up otherwise does not wait for a hook.
      if (needed === undefined && !runsUnready(evidence, name, phase.end)) return [];
      const [maker] = makersOf(render, name);
      const because =
        needed === undefined
          ? `if it becomes ready only through what ${short(hook)} does, neither ever comes`
          : `and it needs ${short(needed)} (${needed.how}), which ${comesFrom(evidence, render, { ...needed, namespace: name.namespace }, post)}`;
      return [
        {
          sure: needed !== undefined,
          message: `--wait waits for ${short(name)}, which did not become ready; the ${post} hook ${short(hook)} runs only after the wait, ${because}.`,
          advice: `Make ${short(needed === undefined || !isDeclared(render, needed, name) ? hook : needed)} an ordinary manifest or a pre hook, or install without --wait.`,
          object: name,
          ...(maker === undefined ? {} : { place: placeOf(maker.manifest) }),
          t: phase.start,
          rows: [
            row(phase.start, "Helm waits for everything to be ready"),
            ...warningRows(evidence, name, phase.start, phase.end),
            row(phase.end, `Helm gives up: ${phase.error.replaceAll("\n", " ")}`),
            `never ${post} hook ${short(hook)}`,
          ],
        },
      ];
    });
  });
}

const isDeclared = (
  render: Render,
  needed: Pick<ObjectName, "kind" | "name">,
  { namespace }: ObjectName,
): boolean => makersOf(render, { kind: needed.kind, namespace, name: needed.name }).length > 0;

const makerOf = ({ scenario }: Evidence, render: Render, name: ObjectName): Maker | undefined =>
  makersOf(render, name)[0] ?? makerInScenario(render, scenario, name);

function comesFrom(evidence: Evidence, render: Render, name: ObjectName, event: string): string {
  const maker = makerOf(evidence, render, name);
  const by = maker === undefined ? "" : short(nameOf(render, maker.manifest));
  return by === short(name) ? `is a ${event} hook` : `the ${event} hook ${by} makes`;
}

/** Workloads of the release that were not ready when the wait ended. */
function waiting(evidence: Evidence, phase: RecordedPhase): { name: ObjectName; object: KubeObject }[] {
  const render = renderOf(evidence, phase.release, phase.revision);
  return (render?.chart.manifests ?? []).flatMap((manifest) => {
    if (render === undefined) return [];
    const name = nameOf(render, manifest);
    const object = evidence.history.at(name, phase.end);
    return object !== undefined && unreadyAt(object) ? [{ name, object }] : [];
  });
}

/** Whether a pod of the workload ran without being ready. */
function runsUnready({ history }: Evidence, { namespace, name }: ObjectName, t: number): boolean {
  return history.ofKind("Pod").some(([first]) => {
    if (first === undefined || first.namespace !== namespace || !first.name.startsWith(`${name}-`))
      return false;
    const pod = history.at(first, t);
    const status = pod?.status as
      | { phase?: string; containerStatuses?: { ready: boolean; state?: { running?: unknown } }[] }
      | undefined;
    return (
      status?.phase === "Running" &&
      (status.containerStatuses ?? []).every(({ state }) => state?.running !== undefined) &&
      (status.containerStatuses ?? []).some(({ ready }) => !ready)
    );
  });
}
