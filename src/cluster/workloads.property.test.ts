import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { WatchEvent } from "./api/api-server.ts";
import { controllerOf, type KubeObject, type ObjectInput } from "./api/object.ts";
import { isActive, isFinished, isReady, type Pod } from "./api/pod.ts";
import { conditionOf, type Deployment, type Job, type ReplicaSet } from "./api/workloads.ts";
import type { Behaviour } from "./behaviour.ts";
import {
  deploymentObject,
  jobObject,
  podTemplate,
  type TestCluster,
  testCluster,
} from "./testing/test-cluster.ts";

interface Disturbance {
  readonly at: number;
  readonly kind: "node" | "kill" | "evict" | "delete-pod" | "delete-owner" | "slow";
  readonly which: number;
}

interface Plan {
  readonly seed: number;
  readonly deployments: readonly {
    replicas: number;
    maxUnavailable: number;
    maxSurge: number;
    update: boolean;
  }[];
  readonly jobs: readonly { parallelism: number; completions: number; fails: number }[];
  readonly behaviour: Partial<Behaviour>;
  readonly disturbances: readonly Disturbance[];
}

const disturbance: fc.Arbitrary<Disturbance> = fc.record({
  at: fc.integer({ min: 0, max: 40_000 }),
  kind: fc.constantFrom("node", "kill", "evict", "delete-pod", "delete-owner", "slow"),
  which: fc.nat(10),
});

const plans = (disturbances: fc.Arbitrary<Disturbance[]>): fc.Arbitrary<Plan> =>
  fc.record({
    seed: fc.nat(1000),
    deployments: fc.array(
      fc.record({
        replicas: fc.integer({ min: 0, max: 6 }),
        maxUnavailable: fc.integer({ min: 0, max: 3 }),
        maxSurge: fc.integer({ min: 1, max: 3 }),
        update: fc.boolean(),
      }),
      { minLength: 1, maxLength: 2 },
    ),
    jobs: fc.array(
      fc.record({
        parallelism: fc.integer({ min: 1, max: 3 }),
        completions: fc.integer({ min: 1, max: 4 }),
        fails: fc.nat(1),
      }),
      { maxLength: 2 },
    ),
    behaviour: fc.record({
      stop: fc.constantFrom<number | "ignore">(0, 100, 3000, "ignore"),
      readyAfter: fc.nat(5000),
    }),
    disturbances,
  });

const disturbed = plans(fc.array(disturbance, { maxLength: 4 }));
const calm = plans(fc.constant([]));

const readinessProbe = { periodSeconds: 1, tcpSocket: { port: 80 } };

const deployment = (i: number, plan: Plan["deployments"][number], image: string): ObjectInput =>
  deploymentObject(
    `web-${i}`,
    podTemplate(`web-${i}`, [{ image, readinessProbe }], { terminationGracePeriodSeconds: 5 }),
    {
      replicas: plan.replicas,
      strategy: {
        type: "RollingUpdate",
        rollingUpdate: { maxUnavailable: plan.maxUnavailable, maxSurge: plan.maxSurge },
      },
    },
  );

interface Run extends TestCluster {
  /** the owners that somebody has deleted, by uid */
  readonly deleted: ReadonlySet<string>;
}

/** Runs a plan until everything that goes wrong is long over. */
function run(plan: Plan): Run {
  const cluster = testCluster({
    seed: plan.seed,
    nodes: ["node-1", "node-2", "node-3"].map((name) => ({ name, cpu: "8", memory: "16Gi" })),
    containers: {
      main: plan.behaviour,
      work: ({ attempt, workload }) => ({
        run: 2000,
        exitCode: attempt <= (plan.jobs[Number(workload.split("-")[1])]?.fails ?? 0) ? 1 : 0,
      }),
    },
  });
  const { api, context, pass } = cluster;
  const deleted = new Set<string>();
  plan.deployments.forEach((each, i) => {
    api.create(deployment(i, each, "acme/web:1"));
  });
  plan.jobs.forEach(({ parallelism, completions }, i) => {
    api.create(
      jobObject(`work-${i}`, podTemplate(`work-${i}`, [{ name: "work" }]), { parallelism, completions }),
    );
  });
  for (const each of plan.disturbances)
    context.kernel.schedule(each.at, () => disturb(cluster, each, deleted));
  pass(20_000);
  plan.deployments.forEach((each, i) => {
    const ref = { kind: "Deployment", namespace: "default", name: `web-${i}` };
    if (each.update && api.get(ref) !== undefined)
      api.update<Deployment>(ref, (old) => ({
        ...old,
        spec: {
          ...old.spec,
          template: (deployment(i, each, "acme/web:2").spec as Deployment["spec"]).template,
        },
      }));
  });
  pass(900_000);
  return { ...cluster, deleted };
}

function disturb({ api, context }: TestCluster, { kind, which }: Disturbance, deleted: Set<string>): void {
  const { kernel, links, kubelets } = context;
  const pick = <T>(all: readonly T[]): T | undefined => all[which % Math.max(all.length, 1)];
  const node = `node-${(which % 3) + 1}`;
  const pod = pick(api.list<Pod>("Pod"));
  if (kind === "node") {
    links.cut(node);
    kernel.schedule(60_000 * (which + 1), () => links.restore(node));
  } else if (kind === "slow") {
    api.slowBy += 400;
    kernel.schedule(15_000, () => {
      api.slowBy -= 400;
    });
  } else if (kind === "delete-owner") {
    const owner = pick([...api.list("Deployment"), ...api.list("Job")]);
    if (owner === undefined) return;
    deleted.add(owner.metadata.uid);
    api.delete({ kind: owner.kind, namespace: "default", name: owner.metadata.name });
  } else if (pod !== undefined) {
    if (kind === "kill") kubelets.killContainer(pod, pod.spec.containers[0]?.name ?? "", { code: 137 });
    else if (kind === "evict") kubelets.evict(pod, "memory");
    else api.delete({ kind: "Pod", namespace: "default", name: pod.metadata.name });
  }
}

const told = ({ type, object, time }: WatchEvent): string => `${time} ${type} ${JSON.stringify(object)}`;

// a pod is bound to a node that is cut off, and deleted; then its kubelet, which is short of memory, hears of both at once
const deletedBeforeSeen: Plan = {
  seed: 0,
  deployments: [{ replicas: 2, maxUnavailable: 1, maxSurge: 1, update: true }],
  jobs: [],
  behaviour: { stop: 0, readyAfter: 0 },
  disturbances: [
    { at: 20_046, kind: "delete-owner", which: 0 },
    { at: 45, kind: "evict", which: 0 },
    { at: 44, kind: "node", which: 0 },
  ],
};

describe("any workloads, whatever goes wrong", () => {
  it("end with pods in legal states, counts that are true, and nothing without its owner", () => {
    fc.assert(
      fc.property(disturbed, (plan) => {
        const { api, deleted } = run(plan);
        for (const pod of api.list<Pod>("Pod")) {
          expect(pod.metadata.deletionTimestamp).toBeUndefined();
          expect(pod.spec.nodeName).toBeDefined();
          const running = pod.status.containerStatuses?.some(({ state }) => state.running !== undefined);
          expect(isFinished(pod) ? running !== true : pod.status.phase === "Running" && isReady(pod)).toBe(
            true,
          );
        }
        for (const kind of ["Pod", "ReplicaSet"])
          for (const object of api.list(kind)) {
            const owner = controllerOf(object);
            expect(owner === undefined || api.store.byUid(owner.uid) !== undefined).toBe(true);
            expect(deleted.has(owner?.uid ?? "")).toBe(false);
          }
        for (const set of api.list<ReplicaSet>("ReplicaSet")) {
          const active = api.ownedBy<Pod>("Pod", set.metadata.uid).filter(isActive);
          expect(active).toHaveLength(set.spec.replicas);
          expect(set.status.readyReplicas ?? 0).toBe(active.filter(isReady).length);
        }
        for (const { status, spec } of api.list<Deployment>("Deployment")) {
          expect(status.availableReplicas ?? 0).toBe(spec.replicas);
          expect(status.updatedReplicas ?? 0).toBe(spec.replicas);
        }
        for (const { status, spec } of api.list<Job>("Job")) {
          expect(conditionOf(status.conditions ?? [], "Complete")?.status).toBe("True");
          expect(status.succeeded).toBe(spec.completions);
        }
      }),
      { numRuns: 25, examples: [[deletedBeforeSeen]] },
    );
  });

  it("are changed by nothing but writes that everybody is told of, each with a newer version", () => {
    fc.assert(
      fc.property(disturbed, (plan) => {
        const { api, writes } = run(plan);
        const known = new Map<string, KubeObject>();
        let version = 0;
        for (const { type, object, old } of writes) {
          const { uid, resourceVersion } = object.metadata;
          expect(Number(resourceVersion)).toBeGreaterThan(version);
          version = Number(resourceVersion);
          if (type !== "ADDED" && known.has(uid)) expect(old).toBe(known.get(uid));
          if (type === "DELETED") known.delete(uid);
          else known.set(uid, object);
        }
        for (const kind of ["Pod", "ReplicaSet", "Deployment", "Job"])
          for (const object of api.list(kind)) expect(known.get(object.metadata.uid)).toBe(object);
      }),
      { numRuns: 10 },
    );
  });

  it("replay to the letter", () => {
    fc.assert(
      fc.property(disturbed, (plan) => {
        const [first, second] = [run(plan), run(plan)];
        expect(second.writes.map(told)).toEqual(first.writes.map(told));
        expect(second.context.events.log).toEqual(first.context.events.log);
      }),
      { numRuns: 5 },
    );
  });
});

// here the controller is woken between a ReplicaSet's deleting of a pod and its counting of what is left
const countedTooLate: Plan = {
  seed: 82,
  deployments: [{ replicas: 4, maxUnavailable: 0, maxSurge: 3, update: true }],
  jobs: [],
  behaviour: { stop: 0, readyAfter: 1813 },
  disturbances: [],
};

it("a rolling update never goes below its bound, nor asks for more pods than its surge allows", () => {
  fc.assert(
    fc.property(calm, (plan) => {
      const { writes } = run(plan);
      plan.deployments.forEach(({ replicas, maxUnavailable, maxSurge }, i) => {
        const live = new Map<string, KubeObject>();
        let complete = false;
        for (const { type, object } of writes) {
          if (!object.metadata.name.startsWith(`web-${i}-`)) continue;
          if (type === "DELETED") live.delete(object.metadata.uid);
          else live.set(object.metadata.uid, object);
          const ofKind = (kind: string): KubeObject[] =>
            [...live.values()].filter((each) => each.kind === kind);
          const ready = (ofKind("Pod") as Pod[]).filter((pod) => isActive(pod) && isReady(pod)).length;
          complete ||= ready === replicas;
          if (complete) expect(ready).toBeGreaterThanOrEqual(replicas - maxUnavailable);
          const asked = (ofKind("ReplicaSet") as ReplicaSet[]).reduce(
            (sum, { spec }) => sum + spec.replicas,
            0,
          );
          expect(asked).toBeLessThanOrEqual(replicas + maxSurge);
        }
        expect(complete).toBe(true);
      });
    }),
    { numRuns: 15, examples: [[countedTooLate]] },
  );
});
