import { sleep } from "../../sim/wait.ts";
import type { WatchEvent } from "../api/api-server.ts";
import { type NodeDescription, nodeObject } from "../api/node.ts";
import type { KubeObject, ObjectInput } from "../api/object.ts";
import type { Container, ContainerStatus, Pod, PodSpec } from "../api/pod.ts";
import type { Behaviour, Behaviours, ContainerStart, ImageSource } from "../behaviour.ts";
import { type Cluster, startCluster } from "../cluster.ts";
import { kubernetesRules, newestKubernetes } from "../kubernetes-rules.ts";
import { latencyProfiles } from "../latency.ts";

export interface TestOptions {
  readonly kubernetes?: string;
  readonly nodes?: readonly NodeDescription[];
  readonly objects?: readonly ObjectInput[];
  /** by container name; what it leaves out is that of a container which runs for ever and is ready at once */
  readonly containers?: Readonly<
    Record<string, Partial<Behaviour> | ((start: ContainerStart) => Partial<Behaviour>)>
  >;
  readonly images?: Readonly<Record<string, ImageSource>>;
  readonly seed?: number;
  /** whether `writes` and what is made of it are kept; default true */
  readonly keepWrites?: boolean;
  /** changes how containers and images behave */
  readonly behaviours?: (behaviours: Behaviours) => Behaviours;
}

const runsForEver: Behaviour = {
  run: undefined,
  exitCode: 0,
  oomKilled: false,
  startedAfter: 0,
  readyAfter: 0,
  liveUntil: undefined,
  stop: 100,
  stopExitCode: 0,
  startError: undefined,
  preStopError: undefined,
  postStart: 0,
  postStartError: undefined,
  creates: [],
  source: { kind: "default", why: "test" },
};

export interface TestCluster {
  readonly context: Cluster;
  readonly api: Cluster["api"];
  /** every write so far */
  readonly writes: readonly WatchEvent[];
  /** lets virtual time pass, milliseconds */
  pass(milliseconds: number): void;
  /** `ready/containers STATE restarts`, one for each write of the pods whose name begins so */
  podRows(prefix: string): string[];
  /** `type reason: message` of the events about objects whose name begins so */
  eventsOf(prefix: string): string[];
}

/** A small cluster with a namespace `default`, for tests of its parts. */
export function testCluster(options: TestOptions = {}): TestCluster {
  const rules = kubernetesRules(options.kubernetes ?? newestKubernetes);
  if (rules === undefined) throw new Error(`no Kubernetes ${options.kubernetes}`);
  const { behaviours: change = (each: Behaviours) => each } = options;
  const nodes = options.nodes ?? [{ name: "node-1", cpu: "2", memory: "24Gi" }];
  const context = startCluster({
    startedAt: Date.UTC(2025, 0, 15, 18, 20, 3),
    seed: options.seed ?? 1,
    rules,
    latency: latencyProfiles.lab,
    behaviours: change({
      loadOf: () => undefined,
      behaviourOf(start) {
        const given = options.containers?.[start.container.name] ?? {};
        return { ...runsForEver, ...(typeof given === "function" ? given(start) : given) };
      },
      imageSource: (image) => options.images?.[image] ?? { missing: false, pull: undefined },
      isAssumed: () => false,
    }),
    bounds: { time: 1e10, events: 1e8, objects: 1e6 },
    objects: [
      ...nodes.map((node) => nodeObject(node, rules.version)),
      { apiVersion: "v1", kind: "Namespace", metadata: { name: "default" } },
      { apiVersion: "v1", kind: "ServiceAccount", metadata: { name: "default", namespace: "default" } },
      ...(options.objects ?? []),
    ],
  });
  const writes: WatchEvent[] = [];
  if (options.keepWrites !== false) context.api.onWrite((event) => writes.push(event));
  return {
    context,
    api: context.api,
    writes,
    pass: (milliseconds) => context.kernel.run(context.kernel.spawn("test", sleep(milliseconds))),
    podRows: (prefix) =>
      writes
        .filter(({ object }) => object.kind === "Pod" && object.metadata.name.startsWith(prefix))
        .map(({ object }) => podRow(object)),
    eventsOf: (prefix) =>
      context.events.log
        .filter(({ name }) => name.startsWith(prefix))
        .map(({ type, reason, message }) => `${type} ${reason}: ${message}`),
  };
}

function podRow(object: KubeObject): string {
  const pod = object as Pod;
  const inits = (pod.status.initContainerStatuses ?? []).map(stateOf);
  const mains = (pod.status.containerStatuses ?? []).map(stateOf);
  const parts = [
    pod.metadata.deletionTimestamp === undefined ? pod.status.phase : `${pod.status.phase} (deleted)`,
    ...(inits.length === 0 ? [] : [`[${inits.join(" ")}]`]),
    ...mains,
  ];
  return parts.join(" ");
}

function stateOf({ state, ready, restartCount }: ContainerStatus): string {
  const text = state.waiting?.reason ?? state.terminated?.reason ?? "Running";
  return `${text}${ready ? "+" : ""}${restartCount === 0 ? "" : `/${restartCount}`}`;
}

/** The template of a workload whose pods have the label `app`. */
export const podTemplate = (
  app: string,
  containers: readonly Partial<Container>[],
  spec: Partial<PodSpec> = {},
): { metadata: { labels: Record<string, string> }; spec: PodSpec } => ({
  metadata: { labels: { app } },
  spec: { ...spec, containers: containers.map((each) => ({ name: "main", image: "acme/app:1", ...each })) },
});

export const jobObject = (
  name: string,
  template: ReturnType<typeof podTemplate>,
  spec: Record<string, unknown> = {},
): ObjectInput => ({
  apiVersion: "batch/v1",
  kind: "Job",
  metadata: { name, namespace: "default" },
  spec: { ...spec, template: { ...template, spec: { restartPolicy: "Never", ...template.spec } } },
});

export const deploymentObject = (
  name: string,
  template: ReturnType<typeof podTemplate>,
  spec: Record<string, unknown> = {},
): ObjectInput => ({
  apiVersion: "apps/v1",
  kind: "Deployment",
  metadata: { name, namespace: "default" },
  spec: { selector: { matchLabels: { app: template.metadata.labels["app"] } }, ...spec, template },
});

export const podObject = (name: string, template: ReturnType<typeof podTemplate>): ObjectInput => ({
  apiVersion: "v1",
  kind: "Pod",
  metadata: { name, namespace: "default", labels: template.metadata.labels },
  spec: template.spec,
});
