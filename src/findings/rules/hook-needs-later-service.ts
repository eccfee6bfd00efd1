import type { RecordedHook } from "../../recording/recording.ts";
import { type Evidence, renderOf } from "../evidence.ts";
import { nameOf, placeOf, short } from "../facts/declared.ts";
import { eventRuns, trialOfRun } from "../facts/event-runs.ts";
import { hookText, hookWrite, nameOfHook } from "../facts/hook-object.ts";
import { hostNamed } from "../facts/hosts-named.ts";
import { podSpecOf } from "../facts/pod-spec.ts";
import { row } from "../facts/rows.ts";
import type { Problem, Rule } from "../rule.ts";

export const hookNeedsLaterService: Rule = {
  id: "hook-needs-later-service",
  severity: "warning",
  title: "a hook talks to a Service that is not there yet, or no longer",
  explain: {
    what: `The hook's command or variables name the host of a Service of the same release, such as the database that a subchart brings. The Service and its pods are ordinary manifests: a
pre-install hook runs before them and a post-delete hook after them. The name cannot be looked up, and the hook fails or waits until the timeout.`,
    example: `kind: Job
metadata: {name: migrate, annotations: {helm.sh/hook: "pre-install,pre-upgrade"}}
spec: {template: {spec: {containers: [{env: [{name: DB_HOST, value: demo-postgresql}]}]}}}   # a Service of the subchart`,
    fix: "Run the hook as post-install,pre-upgrade, or install the database with a release of its own.",
    links: [
      "https://github.com/helm/helm/issues/11637",
      "https://github.com/helm/helm/issues/4302",
      "https://github.com/helm/helm/issues/7740",
    ],
  },
  find: (evidence) =>
    eventRuns(
      evidence,
      ({ object }, event) =>
        event === "post-delete" && object !== undefined && podSpecOf(object) !== undefined,
    ).flatMap((run) => run.recording.hooks.flatMap((hook) => early(run, hook))),
};

function early(evidence: Evidence, hook: RecordedHook): Problem[] {
  const render = renderOf(evidence, hook.release, hook.revision);
  const write = hookWrite(evidence, hook);
  const spec = write === undefined ? undefined : podSpecOf(write.object);
  if (render === undefined || write === undefined || spec === undefined) return [];
  for (const manifest of [...render.chart.manifests, ...render.chart.hooks]) {
    const name = nameOf(render, manifest);
    if (manifest.kind !== "Service" || evidence.history.before(name, write.index) !== undefined) continue;
    const named = hostNamed(render, spec, name);
    // A hook has the variables of the whole application; without its data it cannot do anything, without the rest it may.
    if (named === undefined || (!named.inCommand && !isDataStore(manifest.object))) continue;
    const added = evidence.history.of(name).find(({ type, t }) => type === "ADDED" && t >= hook.start);
    const gone = evidence.history.of(name).findLast(({ type, t }) => type === "DELETED" && t <= hook.start);
    return [
      {
        message: `${hookText(hook).replace("the", "The")} talks to ${short(name)} (${named.how}), which is not there ${gone === undefined ? "yet" : "any more"} when it runs.`,
        advice:
          hook.event === "pre-install"
            ? `Run ${hook.name} as a post-install hook, or install what is behind ${short(name)} with a release of its own.`
            : `Run ${hook.name} while ${short(name)} and its pods are there.`,
        object: nameOfHook(hook),
        place: placeOf(hook),
        t: hook.start,
        rows: [
          ...(gone === undefined ? [] : [row(gone.t, `${short(name)} is deleted`)]),
          row(hook.start, `${short(hook)} begins`),
          ...(added === undefined ? [] : [row(added.t, `${short(name)} is created`)]),
        ],
        ...trialOfRun(evidence),
      },
    ];
  }
  return [];
}

/** Whether a Service has the port of a database, a queue or the like. */
function isDataStore(service: unknown): boolean {
  const { ports = [] } = ((service as { readonly spec?: object }).spec ?? {}) as {
    readonly ports?: readonly { readonly port?: unknown }[];
  };
  return ports.some(({ port }) => dataPorts.has(Number(port)));
}

/** PostgreSQL, MySQL, SQL Server, CockroachDB, MongoDB, Cassandra, ClickHouse, Redis, memcached, Elasticsearch, Kafka, RabbitMQ, NATS, ZooKeeper, etcd, Neo4j. */
const dataPorts: ReadonlySet<number> = new Set([
  ...[5432, 3306, 1433, 26257, 27017, 9042, 8123, 6379, 11211, 9200, 9092, 5672, 4222, 2181, 2379, 7687],
]);
