import type { Chart } from "../chart/chart.ts";
import type { HookEvent } from "../chart/hook-events.ts";
import { sortByKind } from "../chart/kind-order.ts";
import type { Hook, JsonObject, Manifest, RenderedChart } from "../chart/rendered-chart.ts";
import { ApiServer, type WatchEvent } from "../cluster/api/api-server.ts";
import { EventRecorder } from "../cluster/api/event-recorder.ts";
import type { KubeObject, ObjectInput, ObjectRef } from "../cluster/api/object.ts";
import { ResourceRegistry } from "../cluster/api/resource-registry.ts";
import { strategyOf } from "../cluster/api/strategies/registry.ts";
import type { Strategy } from "../cluster/api/strategies/strategy.ts";
import { WallClock } from "../cluster/api/wall-clock.ts";
import type { ClusterContext } from "../cluster/cluster.ts";
import { kubernetesRules, newestKubernetes } from "../cluster/kubernetes-rules.ts";
import { latencyProfiles } from "../cluster/latency.ts";
import { NodeLinks } from "../cluster/node-links.ts";
import { GoMap } from "../gotemplate/value.ts";
import { Kernel } from "../sim/kernel.ts";
import { Random } from "../sim/random.ts";
import { SeatrialError } from "../util/errors.ts";
import type { ChartSource, RenderRequest } from "./chart-source.ts";
import { type CommandResult, HelmClient, type HelmClientOptions, type RunOptions } from "./client.ts";
import { helmRules } from "./profiles/helm-rules.ts";

const startedAt = Date.parse("2026-11-22T07:38:59.250Z");

/** Objects of tests say no more than the test needs, so that they would not be valid. */
function lenientStrategyOf(kind: string): Strategy {
  const { validate: _validate, validateNew: _validateNew, ...strategy } = strategyOf(kind);
  return { ...strategy, nameRule: () => [] };
}

/** A cluster whose controllers are the test: it has an API server and a namespace `default`, nothing acts in it. */
export function bareCluster(objects: readonly ObjectInput[] = []): ClusterContext {
  const kernel = new Kernel();
  const random = new Random(1);
  const clock = new WallClock(startedAt, () => kernel.now);
  const latency = latencyProfiles.lab;
  const rules = kubernetesRules(newestKubernetes);
  if (rules === undefined) throw new Error("the newest Kubernetes is unknown");
  const api = new ApiServer(kernel, random, clock, new ResourceRegistry(), {
    watchLatency: latency.watch,
    maxObjects: 10_000,
    rules,
    strategyOf: lenientStrategyOf,
  });
  const behaviours = {
    behaviourOf: () => {
      throw new Error("nothing runs here");
    },
    imageSource: () => ({ missing: false, pull: undefined }),
    loadOf: () => undefined,
    isAssumed: () => false,
  };
  api.create({ apiVersion: "v1", kind: "Namespace", metadata: { name: "default" } });
  api.create({
    apiVersion: "v1",
    kind: "ServiceAccount",
    metadata: { name: "default", namespace: "default" },
  });
  for (const object of objects) api.create(object);
  return {
    ...{ kernel, random, clock, api, rules, latency, behaviours },
    events: new EventRecorder(kernel, clock),
    links: new NodeLinks(kernel, random),
  };
}

/** A chart of ready-made objects; one function of the values, so that upgrades can change it. */
export interface TestChart {
  readonly objects: (values: GoMap) => readonly JsonObject[];
  readonly crds?: readonly string[];
  readonly notes?: string;
  readonly metadata?: Partial<Chart["metadata"]>;
  readonly values?: GoMap;
}

export const chartOf = (...objects: readonly JsonObject[]): TestChart => ({ objects: () => objects });

/** Serves test charts by path; `--set a=b` sets the text `b`. */
function sourceOf(charts: Readonly<Record<string, TestChart>>): ChartSource {
  const named = (path: string): TestChart => {
    const chart = charts[path];
    if (chart === undefined) throw new SeatrialError("chart-not-found", `path "${path}" not found`);
    return chart;
  };
  const paths = new WeakMap<object, string>();
  return {
    loadChart(path) {
      const { metadata, values = new GoMap() } = named(path);
      const chart = { ...emptyChart, values, metadata: { ...emptyChart.metadata, ...metadata } };
      paths.set(chart.templates, path);
      return { ...chart, templates: chart.templates, files: [{ name: path, data: new Uint8Array() }] };
    },
    userValues: ({ set }) =>
      new GoMap(set.map((each) => [each.slice(0, each.indexOf("=")), each.slice(each.indexOf("=") + 1)])),
    renderName: (template) => template,
    crds: (chart) =>
      (named(chart.files[0]?.name ?? "").crds ?? []).map((content, i) => ({
        path: `t/crds/${i}.yaml`,
        content,
      })),
    render: (request) => renderObjects(request, named(request.chart.files[0]?.name ?? "")),
  };
}

const emptyChart: Chart = {
  metadata: {
    ...{ name: "t", home: "", sources: [], version: "0.1.0", description: "", keywords: [], maintainers: [] },
    ...{ icon: "", apiVersion: "v2", condition: "", tags: "", appVersion: "", deprecated: false },
    ...{ annotations: new Map(), kubeVersion: "", dependencies: [], type: "" },
  },
  templates: [],
  files: [],
  values: new GoMap(),
  schema: undefined,
  dependencies: [],
};

function renderObjects({ chart, values }: RenderRequest, test: TestChart): RenderedChart {
  const documents = sortByKind(test.objects(values).map(manifestOf), "install", { major: 4 });
  const manifests = documents.filter((each) => each.annotations["helm.sh/hook"] === undefined);
  return {
    chart,
    manifests,
    hooks: documents.filter((each) => each.annotations["helm.sh/hook"] !== undefined).map(hookOf),
    dropped: [],
    manifestText: manifests.map(({ path, content }) => `---\n# Source: ${path}\n${content}\n`).join(""),
    notes: test.notes ?? "",
    crds: [],
    warnings: [],
  };
}

function manifestOf(object: JsonObject, index: number): Manifest {
  const metadata = (object.metadata ?? {}) as {
    name?: string;
    namespace?: string;
    annotations?: Record<string, string>;
  };
  return {
    path: `t/templates/${index}.yaml`,
    line: 1,
    content: JSON.stringify(object),
    apiVersion: String(object.apiVersion ?? ""),
    kind: String(object.kind ?? ""),
    name: metadata.name ?? "",
    namespace: metadata.namespace,
    annotations: metadata.annotations ?? {},
    object,
  };
}

function hookOf(manifest: Manifest): Hook {
  const words = (key: string): string[] =>
    manifest.annotations[key]?.split(",").map((each) => each.trim()) ?? [];
  return {
    ...manifest,
    events: words("helm.sh/hook") as HookEvent[],
    weight: Number(manifest.annotations["helm.sh/hook-weight"] ?? 0),
    deletePolicies: words("helm.sh/hook-delete-policy"),
    outputLogPolicies: words("helm.sh/hook-output-log-policy"),
  };
}

/** An object with a hook's annotations. */
export function hook(
  object: JsonObject,
  events: string,
  more: { weight?: number; policy?: string } = {},
): JsonObject {
  const annotations: Record<string, string> = { "helm.sh/hook": events };
  if (more.weight !== undefined) annotations["helm.sh/hook-weight"] = String(more.weight);
  if (more.policy !== undefined) annotations["helm.sh/hook-delete-policy"] = more.policy;
  return { ...object, metadata: { ...(object.metadata as JsonObject), annotations } };
}

export const configMap = (name: string, data: Record<string, string> = {}): JsonObject => ({
  apiVersion: "v1",
  kind: "ConfigMap",
  metadata: { name },
  data,
});

const podSpec = { restartPolicy: "Never", containers: [{ name: "c", image: "busybox" }] };

export const job = (name: string): JsonObject => ({
  apiVersion: "batch/v1",
  kind: "Job",
  metadata: { name },
  spec: { backoffLimit: 0, template: { spec: podSpec } },
});

export const pod = (name: string): JsonObject => ({
  apiVersion: "v1",
  kind: "Pod",
  metadata: { name },
  spec: podSpec,
});

export const deployment = (name: string, image = "web:1"): JsonObject => ({
  apiVersion: "apps/v1",
  kind: "Deployment",
  metadata: { name },
  spec: {
    replicas: 1,
    selector: { matchLabels: { app: name } },
    template: { metadata: { labels: { app: name } }, spec: { containers: [{ name: "c", image }] } },
  },
});

/** Ends every new Job and Pod after some milliseconds; `verdict` says how, or leaves it running. */
export function endEverything(
  cluster: ClusterContext,
  after: number,
  verdict: (name: string) => "ok" | "failed" | "never" = () => "ok",
): void {
  cluster.api.onWrite(({ type, object }) => {
    if (type !== "ADDED" || (object.kind !== "Job" && object.kind !== "Pod")) return;
    const { name, namespace = "" } = object.metadata;
    const how = verdict(name);
    if (how === "never") return;
    const ref = { kind: object.kind, namespace, name };
    cluster.kernel.schedule(after, () => {
      if (cluster.api.get(ref)?.metadata.uid !== object.metadata.uid) return;
      if (object.kind === "Pod")
        cluster.api.updateStatus(ref, () => ({ phase: how === "ok" ? "Succeeded" : "Failed" }));
      else
        cluster.api.updateStatus(ref, () => ({
          failed: how === "ok" ? 0 : 1,
          conditions: [
            how === "ok"
              ? { type: "Complete", status: "True" }
              : { type: "Failed", status: "True", reason: "BackoffLimitExceeded" },
          ],
        }));
    });
  });
}

/** Removes pods that are being deleted after some milliseconds, as their kubelet would. */
export function removePods(cluster: ClusterContext, after: number): void {
  cluster.api.onWrite(({ type, object }) => {
    if (type !== "MODIFIED" || object.kind !== "Pod" || object.metadata.deletionTimestamp === undefined)
      return;
    const ref: ObjectRef = {
      kind: "Pod",
      namespace: object.metadata.namespace ?? "",
      name: object.metadata.name,
    };
    cluster.kernel.schedule(after, () => {
      if (cluster.api.get(ref)?.metadata.uid === object.metadata.uid) cluster.api.delete(ref, { grace: 0 });
    });
  });
}

export interface Bench {
  readonly cluster: ClusterContext;
  /** Runs one command to its end. */
  helm(command: string, options?: RunOptions): CommandResult;
  /** Every write since the last call, but those of release records: `ADDED Job/migrate`. */
  writes(): readonly string[];
  /** Every status that release records went through since the last call: `demo.v1 deployed`. */
  records(): readonly string[];
  /** What is there, but release records, namespaces and service accounts. */
  left(): readonly string[];
}

/** A cluster and a client of one Helm version. */
export function bench(
  version: string,
  charts: Readonly<Record<string, TestChart>>,
  options: Partial<HelmClientOptions> = {},
): Bench {
  const cluster = options.cluster ?? bareCluster();
  let writes: string[] = [];
  let records: string[] = [];
  cluster.api.onWrite(({ type, object }: WatchEvent) => {
    if (isRecord(object))
      records.push(
        `${object.metadata.name.slice(19)} ${type === "DELETED" ? "gone" : object.metadata.labels?.status}`,
      );
    else writes.push(`${type} ${object.kind}/${object.metadata.name}`);
  });
  const client = new HelmClient({
    ...{ cluster, rules: helmRules(version), namespace: "default", source: sourceOf(charts) },
    ...options,
  });
  return {
    cluster,
    helm: (command, run) =>
      cluster.kernel.run(cluster.kernel.spawn(command, client.run(command.split(" "), run))),
    writes() {
      const result = writes;
      writes = [];
      return result;
    },
    records() {
      const result = records;
      records = [];
      return result;
    },
    left: () =>
      cluster.api.store
        .kindNames()
        .filter((kind) => kind !== "Namespace" && kind !== "ServiceAccount")
        .flatMap((kind) => cluster.api.list(kind))
        .filter((object) => !isRecord(object))
        .map((object) => `${object.kind}/${object.metadata.name}`),
  };
}

const isRecord = (object: KubeObject): boolean => object.metadata.name.startsWith("sh.helm.release.v1.");
