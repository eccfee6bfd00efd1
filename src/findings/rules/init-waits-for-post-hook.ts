import type { Hook } from "../../chart/rendered-chart.ts";
import type { Container } from "../../cluster/api/pod.ts";
import type { Evidence, Render } from "../evidence.ts";
import { nameOf, placeOf, short } from "../facts/declared.ts";
import { podSpecOf } from "../facts/pod-spec.ts";
import { row } from "../facts/rows.ts";
import type { Problem, Rule } from "../rule.ts";

export const initWaitsForPostHook: Rule = {
  id: "init-waits-for-post-hook",
  severity: "warning",
  title: "pods wait in an init container for a post hook, which --wait never lets run",
  explain: {
    what: `An init container of a workload waits for what a post-install hook does, such as a migration. Without --wait that works: the hook runs at once. With --wait, and with Flux, Argo CD, Terraform
or --atomic, which wait too, Helm runs post hooks only when all workloads are ready: each waits for the other until the timeout.`,
    example: `kind: Job
metadata: {name: run-migrations, annotations: {helm.sh/hook: post-install}}
---
kind: Deployment
spec: {template: {spec: {initContainers: [{name: wait-for-migrations, args: [check-migrations, --timeout=60]}]}}}`,
    fix: "Make the hook an ordinary Job, or a pre hook where it needs nothing of the release.",
    links: [
      "https://github.com/apache/airflow/issues/11979",
      "https://github.com/openfga/helm-charts/issues/100",
      "https://github.com/helm/helm/issues/7740",
    ],
  },
  find: (evidence) => {
    const [render] = evidence.renders;
    return render === undefined ? [] : waiting(evidence, render);
  },
};

function waiting({ history, recording }: Evidence, render: Render): Problem[] {
  const jobs = render.chart.hooks.filter(
    ({ kind, events }) =>
      kind === "Job" && events.includes("post-install") && !events.includes("pre-install"),
  );
  if (jobs.length === 0) return [];
  const others = new Set(
    [
      render.release.name,
      render.chart.chart.metadata.name,
      ...render.chart.manifests.filter(({ kind }) => running.includes(kind)).map(({ name }) => name),
    ].flatMap(stemsOf),
  );
  return render.chart.manifests.flatMap((manifest): Problem[] => {
    const spec = running.includes(manifest.kind) ? podSpecOf(manifest.object ?? {}) : undefined;
    const found = (spec?.initContainers ?? []).flatMap((container) => {
      const job = jobs.find((each) => waitsFor(container, each, others));
      return job === undefined ? [] : [{ container, job }];
    })[0];
    if (found === undefined) return [];
    const { container, job } = found;
    const name = nameOf(render, manifest);
    const created = history.of(name)[0];
    const run = recording.hooks.find((hook) => hook.event === "post-install" && hook.name === job.name);
    return [
      {
        message: `The init container ${container.name} of ${short(name)} waits for what the post-install hook ${short(job)} does: with --wait Helm waits for ${short(name)} first, and neither ever comes.`,
        advice: `Make ${short(job)} an ordinary Job, or a pre hook where it needs nothing of the release.`,
        object: name,
        place: placeOf(manifest),
        ...(created === undefined ? {} : { t: created.t }),
        rows: [
          ...(created === undefined ? [] : [row(created.t, `${short(name)} is created`)]),
          ...(run === undefined ? [] : [row(run.start, `${short(job)} begins, as --wait was not given`)]),
        ],
      },
    ];
  });
}

/** What serves: a word in its name says who waits or who is waited for, not what for. */
const running: readonly string[] = ["Deployment", "StatefulSet", "DaemonSet", "Service"];

/** Whether a container plainly waits, and for what a Job does: by the Job's name, or by a word that they alone share. */
function waitsFor(
  { name, command = [], args = [] }: Container,
  job: Hook,
  others: ReadonlySet<string>,
): boolean {
  const text = [name, ...command, ...args].join(" ").toLowerCase();
  if (!/\b(wait|until|while|check)/.test(text)) return false;
  if (new RegExp(`(^|[\\s/"'])${job.name.replaceAll(".", "\\.")}($|[\\s"'])`).test(text)) return true;
  return stemsOf(job.name).some((stem) => !others.has(stem) && text.includes(stem));
}

/** The first six letters of each longer word: `migrat` of migrate, migration and migrations. */
const stemsOf = (name: string): string[] =>
  name
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word.length >= 6)
    .map((word) => word.slice(0, 6));
