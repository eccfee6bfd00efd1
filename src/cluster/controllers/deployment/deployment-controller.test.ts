import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Pod } from "../../api/pod.ts";
import { isReady } from "../../api/pod.ts";
import { conditionOf, type Deployment, type ReplicaSet } from "../../api/workloads.ts";
import { deploymentObject, podTemplate, type TestCluster, testCluster } from "../../testing/test-cluster.ts";
import { fenceposts } from "./fenceposts.ts";

const ref = { kind: "Deployment", namespace: "default", name: "web" };
const deploymentOf = (cluster: TestCluster): Deployment => cluster.api.require<Deployment>(ref);
const setsOf = (cluster: TestCluster): ReplicaSet[] => cluster.api.list<ReplicaSet>("ReplicaSet");
const podsOf = (cluster: TestCluster): Pod[] => cluster.api.list<Pod>("Pod");

const update = (cluster: TestCluster, spec: Partial<Deployment["spec"]>): Deployment =>
  cluster.api.update<Deployment>(ref, (old) => ({ ...old, spec: { ...old.spec, ...spec } }));

function setImage(cluster: TestCluster, image: string): void {
  const { template } = deploymentOf(cluster).spec;
  const containers = template.spec.containers.map((each) => ({ ...each, image }));
  update(cluster, { template: { ...template, spec: { ...template.spec, containers } } });
}

/** `ready/wanted updated available`, one for each write of the Deployment. */
const rows = (cluster: TestCluster): string[] =>
  cluster.writes
    .filter(({ object }) => object.kind === "Deployment")
    .map(({ object }) => {
      const { spec, status } = object as Deployment;
      const { readyReplicas = 0, updatedReplicas = 0, availableReplicas = 0 } = status;
      return `${readyReplicas}/${spec.replicas} ${updatedReplicas} ${availableReplicas}`;
    });

const start = (
  spec: Record<string, unknown>,
  options: Parameters<typeof testCluster>[0] = {},
): TestCluster => {
  const cluster = testCluster(options);
  cluster.api.create(deploymentObject("web", podTemplate("web", [{}]), spec));
  cluster.pass(5000);
  return cluster;
};

describe("a Deployment", () => {
  it("writes its revision, then its counters, as its pods come", () => {
    const cluster = start({ replicas: 2 });
    expect(rows(cluster)).toEqual(["0/2 0 0", "0/2 0 0", "0/2 0 0", "0/2 2 0", "1/2 2 1", "2/2 2 2"]);
    const { status, metadata } = deploymentOf(cluster);
    expect(metadata.annotations?.["deployment.kubernetes.io/revision"]).toBe("1");
    const [set] = setsOf(cluster);
    expect(conditionOf(status.conditions, "Progressing")).toMatchObject({
      reason: "NewReplicaSetAvailable",
      message: `ReplicaSet "${set?.metadata.name}" has successfully progressed.`,
    });
  });

  it("goes back to an old template with a new revision and remembers the old one", () => {
    const cluster = start({});
    setImage(cluster, "acme/app:2");
    cluster.pass(5000);
    setImage(cluster, "acme/app:1");
    cluster.pass(5000);
    const [first, second] = setsOf(cluster);
    expect(first?.metadata.annotations).toMatchObject({
      "deployment.kubernetes.io/revision": "3",
      "deployment.kubernetes.io/revision-history": "1",
    });
    expect(second?.spec.replicas).toBe(0);
    expect(deploymentOf(cluster).metadata.annotations?.["deployment.kubernetes.io/revision"]).toBe("3");
  });

  it("completes when it goes back to an old template and an old size in the middle of a rollout", () => {
    const strategy = { type: "RollingUpdate", rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } };
    const cluster = start({ replicas: 1, strategy });
    const old = deploymentOf(cluster).spec;
    const containers = old.template.spec.containers.map((each) => ({ ...each, image: "acme/app:2" }));
    update(cluster, {
      replicas: 2,
      template: { ...old.template, spec: { ...old.template.spec, containers } },
    });
    cluster.pass(200);
    expect(setsOf(cluster).map(({ spec }) => spec.replicas)).toEqual([1, 1]);
    update(cluster, old);
    cluster.pass(5000);
    expect(conditionOf(deploymentOf(cluster).status.conditions, "Progressing")).toMatchObject({
      reason: "NewReplicaSetAvailable",
    });
  });

  it("with Recreate waits until the last old pod has stopped", () => {
    const cluster = start(
      { replicas: 2, strategy: { type: "Recreate" } },
      { containers: { main: { stop: 2000 } } },
    );
    const old = new Set(podsOf(cluster).map(({ metadata }) => metadata.uid));
    setImage(cluster, "acme/app:2");
    cluster.pass(1500);
    expect(podsOf(cluster).filter(({ metadata }) => !old.has(metadata.uid))).toEqual([]);
    cluster.pass(5000);
    expect(deploymentOf(cluster).status).toMatchObject({ updatedReplicas: 2, availableReplicas: 2 });
  });

  it("does nothing but scale while it is paused", () => {
    const cluster = start({ replicas: 2 });
    update(cluster, { paused: true });
    setImage(cluster, "acme/app:2");
    update(cluster, { replicas: 3 });
    cluster.pass(5000);
    expect(setsOf(cluster).map(({ spec }) => spec.replicas)).toEqual([3]);
    expect(conditionOf(deploymentOf(cluster).status.conditions, "Progressing")).toMatchObject({
      status: "Unknown",
      reason: "DeploymentPaused",
    });
    update(cluster, { paused: false });
    cluster.pass(5000);
    expect(setsOf(cluster).map(({ spec }) => spec.replicas)).toEqual([0, 3]);
  });

  it("shares a change of size between the ReplicaSets of a rollout", () => {
    const cluster = start(
      { replicas: 10 },
      {
        containers: {
          main: ({ container }) => (container.image.endsWith(":2") ? { readyAfter: undefined } : {}),
        },
      },
    );
    const template = deploymentOf(cluster).spec.template;
    const probe = { exec: { command: ["true"] }, periodSeconds: 1 };
    const containers = template.spec.containers.map((each) => ({
      ...each,
      image: "a:2",
      readinessProbe: probe,
    }));
    update(cluster, { template: { ...template, spec: { ...template.spec, containers } } });
    cluster.pass(5000);
    expect(setsOf(cluster).map(({ spec }) => spec.replicas)).toEqual([8, 5]);
    update(cluster, { replicas: 20 });
    cluster.pass(5000);
    expect(setsOf(cluster).map(({ spec }) => spec.replicas)).toEqual([15, 10]);
  });

  it("misses its progress deadline a second after it has passed", () => {
    const template = podTemplate("web", [
      { readinessProbe: { exec: { command: ["true"] }, periodSeconds: 1 } },
    ]);
    const cluster = testCluster({ containers: { main: { readyAfter: undefined } } });
    cluster.api.create(deploymentObject("web", template, { progressDeadlineSeconds: 6 }));
    cluster.pass(6900);
    const reason = () => conditionOf(deploymentOf(cluster).status.conditions, "Progressing")?.reason;
    expect(reason()).toBe("ReplicaSetUpdated");
    cluster.pass(300);
    expect(reason()).toBe("ProgressDeadlineExceeded");
  });

  it("counts a pod as available only after it has been ready for long enough", () => {
    const cluster = start({ minReadySeconds: 8 });
    expect(deploymentOf(cluster).status).toMatchObject({ readyReplicas: 1 });
    expect(deploymentOf(cluster).status.availableReplicas).toBeUndefined();
    cluster.pass(5000);
    expect(deploymentOf(cluster).status).toMatchObject({ availableReplicas: 1 });
  });

  it("deletes the oldest ReplicaSets beyond its history limit", () => {
    const cluster = start({ revisionHistoryLimit: 1 });
    for (const tag of [2, 3, 4]) {
      setImage(cluster, `acme/app:${tag}`);
      cluster.pass(5000);
    }
    expect(
      setsOf(cluster).map((set) => set.metadata.annotations?.["deployment.kubernetes.io/revision"]),
    ).toEqual(["3", "4"]);
  });

  it("adopts what a deletion with orphans left behind", () => {
    const cluster = start({ replicas: 2 });
    cluster.api.delete(ref, { propagation: "Orphan" });
    cluster.pass(1000);
    expect(setsOf(cluster)[0]?.metadata.ownerReferences).toBeUndefined();
    const pods = podsOf(cluster).map(({ metadata }) => metadata.name);
    cluster.api.create(deploymentObject("web", podTemplate("web", [{}]), { replicas: 2 }));
    cluster.pass(5000);
    expect(podsOf(cluster).map(({ metadata }) => metadata.name)).toEqual(pods);
    expect(setsOf(cluster)[0]?.metadata.ownerReferences?.[0]?.uid).toBe(deploymentOf(cluster).metadata.uid);
  });

  it("tells once why its pods cannot be made", () => {
    const cluster = testCluster();
    const template = podTemplate("web", [{}], { serviceAccountName: "absent" });
    cluster.api.create(deploymentObject("web", template));
    cluster.pass(5000);
    expect(conditionOf(deploymentOf(cluster).status.conditions, "ReplicaFailure")).toMatchObject({
      reason: "FailedCreate",
      message: expect.stringMatching(/^pods "web-.*-" is forbidden: error looking up service account/),
    });
    expect(rows(cluster).length).toBeLessThan(6);
  });
});

describe("a rolling update", () => {
  const amount = fc.oneof(
    fc.nat(4),
    fc.nat(100).map((percent) => `${percent}%`),
  );
  /** maxSurge and maxUnavailable, not both nothing */
  const bounds = fc
    .tuple(amount, amount)
    .filter((pair) => pair.some((each) => Number.parseInt(String(each), 10) > 0));

  it("never has too many pods, ends with the new ones alone, and replays to the letter", () => {
    const run = (replicas: number, maxSurge: number | string, maxUnavailable: number | string) => {
      const cluster = testCluster({ nodes: [{ name: "n", cpu: "64", memory: "64Gi" }] });
      const strategy = { type: "RollingUpdate", rollingUpdate: { maxSurge, maxUnavailable } };
      cluster.api.create(deploymentObject("web", podTemplate("web", [{}]), { replicas, strategy }));
      cluster.pass(8000);
      setImage(cluster, "acme/app:2");
      cluster.pass(60_000);
      return cluster;
    };
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 7 }), bounds, (replicas, [maxSurge, maxUnavailable]) => {
        const cluster = run(replicas, maxSurge, maxUnavailable);
        const { surge } = fenceposts(deploymentOf(cluster));
        const sizes = new Map<string, number>();
        for (const { object } of cluster.writes) {
          if (object.kind !== "ReplicaSet") continue;
          sizes.set(object.metadata.name, (object as ReplicaSet).spec.replicas);
          const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
          expect(total).toBeLessThanOrEqual(replicas + surge);
        }
        expect(podsOf(cluster).map(({ spec }) => spec.containers[0]?.image)).toEqual(
          Array.from({ length: replicas }, () => "acme/app:2"),
        );
        expect(run(replicas, maxSurge, maxUnavailable).writes).toEqual(cluster.writes);
      }),
      { numRuns: 15 },
    );
  });

  it("keeps as many pods ready as maxUnavailable allows, at every write", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), bounds, (replicas, [maxSurge, maxUnavailable]) => {
        const strategy = { type: "RollingUpdate", rollingUpdate: { maxSurge, maxUnavailable } };
        const cluster = start({ replicas, strategy });
        const { unavailable } = fenceposts(deploymentOf(cluster));
        const ready = new Map(podsOf(cluster).map((pod) => [pod.metadata.name, isReady(pod)]));
        cluster.api.onWrite(({ type, object }) => {
          if (object.kind !== "Pod") return;
          const counts = type !== "DELETED" && object.metadata.deletionTimestamp === undefined;
          ready.set(object.metadata.name, counts && isReady(object as Pod));
          expect([...ready.values()].filter(Boolean).length).toBeGreaterThanOrEqual(replicas - unavailable);
        });
        setImage(cluster, "acme/app:2");
        cluster.pass(30_000);
        expect(deploymentOf(cluster).status).toMatchObject({ updatedReplicas: replicas });
      }),
      { numRuns: 15 },
    );
  });
});
