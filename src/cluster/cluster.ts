import { type Bounds, Kernel } from "../sim/kernel.ts";
import { Random } from "../sim/random.ts";
import { ApiServer } from "./api/api-server.ts";
import { EventRecorder } from "./api/event-recorder.ts";
import type { ObjectInput } from "./api/object.ts";
import { ResourceRegistry } from "./api/resource-registry.ts";
import { WallClock } from "./api/wall-clock.ts";
import type { Behaviours } from "./behaviour.ts";
import { startControllers } from "./controllers/start-controllers.ts";
import { type Kubelets, startKubelets } from "./kubelet/start-kubelets.ts";
import type { KubernetesRules } from "./kubernetes-rules.ts";
import type { Latency } from "./latency.ts";
import { NodeLinks } from "./node-links.ts";
import { startScheduler } from "./scheduler/scheduler.ts";

export interface ClusterOptions {
  /** wall clock at time zero, milliseconds since the epoch */
  readonly startedAt: number;
  readonly seed: number;
  readonly rules: KubernetesRules;
  readonly latency: Latency;
  readonly behaviours: Behaviours;
  readonly bounds: Bounds & { readonly objects: number };
  /** what is there at time zero: nodes, namespaces, objects of the scenario, in this order */
  readonly objects: readonly ObjectInput[];
}

/** What every part of the cluster gets to work with. */
export interface ClusterContext {
  readonly kernel: Kernel;
  readonly random: Random;
  readonly clock: WallClock;
  readonly api: ApiServer;
  readonly events: EventRecorder;
  readonly rules: KubernetesRules;
  readonly latency: Latency;
  readonly behaviours: Behaviours;
  /** which kubelets can be reached */
  readonly links: NodeLinks;
}

/** A cluster that runs. */
export interface Cluster extends ClusterContext {
  readonly kubelets: Kubelets;
}

/** A virtual cluster with its control plane and nodes, all waiting for something to happen. */
export function startCluster(options: ClusterOptions): Cluster {
  const { rules, latency, behaviours } = options;
  const kernel = new Kernel(options.bounds);
  const random = new Random(options.seed);
  const clock = new WallClock(options.startedAt, () => kernel.now);
  const api = new ApiServer(kernel, random, clock, new ResourceRegistry(), {
    watchLatency: latency.watch,
    maxObjects: options.bounds.objects,
    isAssumed: (kind, namespace, name) => behaviours.isAssumed(kind, namespace, name),
    rules,
  });
  const events = new EventRecorder(kernel, clock);
  const links = new NodeLinks(kernel, random);
  const context: ClusterContext = { kernel, random, clock, api, events, rules, latency, behaviours, links };
  startControllers(context);
  startScheduler(context);
  const kubelets = startKubelets(context);
  for (const object of options.objects) api.create(object);
  return { ...context, kubelets };
}
