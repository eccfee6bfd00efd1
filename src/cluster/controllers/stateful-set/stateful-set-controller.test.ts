import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ObjectInput, ObjectRef } from "../../api/object.ts";
import { isReady, type Pod } from "../../api/pod.ts";
import type { StatefulSet } from "../../api/workloads.ts";
import { podTemplate, type TestCluster, type TestOptions, testCluster } from "../../testing/test-cluster.ts";

const ref: ObjectRef = { kind: "StatefulSet", namespace: "default", name: "db" };

const statefulSet = (spec: Record<string, unknown> = {}, image = "acme/db:1"): ObjectInput => ({
  apiVersion: "apps/v1",
  kind: "StatefulSet",
  metadata: { name: "db", namespace: "default" },
  spec: {
    replicas: 3,
    serviceName: "db",
    selector: { matchLabels: { app: "db" } },
    template: podTemplate("db", [{ image }]),
    ...spec,
  },
});

function started(spec: Record<string, unknown> = {}, options: TestOptions = {}): TestCluster {
  const cluster = testCluster({ containers: { main: { readyAfter: 500 } }, ...options });
  cluster.api.create(statefulSet(spec));
  cluster.pass(30_000);
  return cluster;
}

const change = ({ api }: TestCluster, spec: Partial<StatefulSet["spec"]>): StatefulSet =>
  api.update<StatefulSet>(ref, (set) => ({ ...set, spec: { ...set.spec, ...spec } }));

const newImage = () => ({ template: podTemplate("db", [{ image: "acme/db:2" }]) });

/** `name image`, by name */
const pods = ({ api }: TestCluster): string[] =>
  api
    .list<Pod>("Pod")
    .map(({ metadata, spec }) => `${metadata.name} ${spec.containers[0]?.image.replace("acme/db:", "v")}`)
    .sort();

/** What was added and removed, in order. */
const moves = ({ writes }: TestCluster, since = 0): string[] =>
  writes.flatMap(({ type, object, time }) =>
    object.kind !== "Pod" || type === "MODIFIED" || time < since
      ? []
      : [`${type === "ADDED" ? "+" : "-"}${object.metadata.name}`],
  );

describe("a StatefulSet", () => {
  it("starts its pods one after the other, each when the one before is ready", () => {
    const cluster = testCluster({ containers: { main: { readyAfter: 2_000 } } });
    cluster.api.create(statefulSet());
    const seen: string[] = [];
    cluster.api.onWrite(({ type, object }) => {
      if (type !== "ADDED" || object.kind !== "Pod") return;
      const ready = cluster.api.list<Pod>("Pod").filter(isReady).length;
      seen.push(`${object.metadata.name} after ${ready}`);
    });
    cluster.pass(30_000);
    expect(seen).toEqual(["db-0 after 0", "db-1 after 1", "db-2 after 2"]);
    expect(cluster.api.get<StatefulSet>(ref)?.status).toMatchObject({
      replicas: 3,
      readyReplicas: 3,
      availableReplicas: 3,
      currentReplicas: 3,
      updatedReplicas: 3,
    });
    expect(cluster.eventsOf("db").filter((each) => each.includes("StatefulSet"))).toEqual(
      ["db-0", "db-1", "db-2"].map(
        (name) => `Normal SuccessfulCreate: Create Pod ${name} in StatefulSet db successful`,
      ),
    );
  });

  it("gives its pods their own names, hostnames and labels", () => {
    const cluster = started();
    const pod = cluster.api.require<Pod>({ kind: "Pod", namespace: "default", name: "db-1" });
    expect(pod.spec).toMatchObject({ hostname: "db-1", subdomain: "db" });
    expect(pod.metadata.labels).toMatchObject({
      app: "db",
      "statefulset.kubernetes.io/pod-name": "db-1",
      "apps.kubernetes.io/pod-index": "1",
      "controller-revision-hash": cluster.api.require<StatefulSet>(ref).status.updateRevision,
    });
  });

  it("starts and stops all at once with the policy Parallel", () => {
    const cluster = testCluster({ containers: { main: { readyAfter: 2_000 } } });
    cluster.api.create(statefulSet({ podManagementPolicy: "Parallel" }));
    cluster.pass(200);
    expect(moves(cluster)).toEqual(["+db-0", "+db-1", "+db-2"]);
    cluster.pass(20_000);
    change(cluster, { replicas: 0 });
    cluster.pass(100);
    const marked = cluster.api.list<Pod>("Pod").filter(({ metadata }) => metadata.deletionTimestamp);
    expect(marked).toHaveLength(3);
  });

  it("scales down from the last pod, one at a time", () => {
    const cluster = started();
    const since = cluster.context.kernel.now;
    change(cluster, { replicas: 1 });
    cluster.pass(100);
    const marked = cluster.api.list<Pod>("Pod").filter(({ metadata }) => metadata.deletionTimestamp);
    expect(marked.map(({ metadata }) => metadata.name)).toEqual(["db-2"]);
    cluster.pass(20_000);
    expect(moves(cluster, since)).toEqual(["-db-2", "-db-1"]);
  });

  it("is updated from the last pod, each replaced and ready before the next", () => {
    const cluster = started();
    const since = cluster.context.kernel.now;
    const readyCounts: number[] = [];
    change(cluster, newImage());
    cluster.api.onWrite(() => readyCounts.push(cluster.api.list<Pod>("Pod").filter(isReady).length));
    cluster.pass(60_000);
    expect(moves(cluster, since)).toEqual(["-db-2", "+db-2", "-db-1", "+db-1", "-db-0", "+db-0"]);
    expect(Math.min(...readyCounts)).toBe(2);
    const { currentRevision, updateRevision } = cluster.api.require<StatefulSet>(ref).status;
    expect(currentRevision).toBe(updateRevision);
  });

  it("leaves pods below the partition as they are, also when they are made anew", () => {
    const cluster = started({ updateStrategy: { type: "RollingUpdate", rollingUpdate: { partition: 2 } } });
    change(cluster, newImage());
    cluster.pass(30_000);
    expect(pods(cluster)).toEqual(["db-0 v1", "db-1 v1", "db-2 v2"]);
    cluster.api.delete({ kind: "Pod", namespace: "default", name: "db-1" });
    cluster.pass(30_000);
    expect(pods(cluster)).toEqual(["db-0 v1", "db-1 v1", "db-2 v2"]);
    expect(cluster.api.require<StatefulSet>(ref).status).toMatchObject({
      currentReplicas: 2,
      updatedReplicas: 1,
    });
  });

  it("with OnDelete updates only pods that somebody deletes", () => {
    const cluster = started({ updateStrategy: { type: "OnDelete" } });
    change(cluster, newImage());
    cluster.pass(20_000);
    expect(pods(cluster)).toEqual(["db-0 v1", "db-1 v1", "db-2 v1"]);
    cluster.api.delete({ kind: "Pod", namespace: "default", name: "db-0" });
    cluster.pass(20_000);
    expect(pods(cluster)).toEqual(["db-0 v2", "db-1 v1", "db-2 v1"]);
  });

  it("replaces several pods at once if maxUnavailable says so, where the server knows it", () => {
    const strategy = {
      podManagementPolicy: "Parallel",
      updateStrategy: { type: "RollingUpdate", rollingUpdate: { maxUnavailable: 2 } },
    };
    const leastReady = (kubernetes: string): number => {
      const cluster = started(strategy, { kubernetes });
      let least = 3;
      change(cluster, newImage());
      cluster.api.onWrite(() => {
        least = Math.min(least, cluster.api.list<Pod>("Pod").filter(isReady).length);
      });
      cluster.pass(60_000);
      expect(pods(cluster)).toEqual(["db-0 v2", "db-1 v2", "db-2 v2"]);
      return least;
    };
    expect(leastReady("1.36")).toBe(2);
    expect(leastReady("1.37")).toBe(1);
  });

  it("goes back to an old template as the newest revision", () => {
    const cluster = started();
    const first = cluster.api.require<StatefulSet>(ref).status.currentRevision;
    change(cluster, newImage());
    cluster.pass(60_000);
    change(cluster, { template: podTemplate("db", [{ image: "acme/db:1" }]) });
    cluster.pass(60_000);
    const revisions = cluster.api.list("ControllerRevision");
    expect(revisions.map((each) => [each["revision"], each.metadata.name === first])).toEqual([
      [3, true],
      [2, false],
    ]);
    expect(pods(cluster)).toEqual(["db-0 v1", "db-1 v1", "db-2 v1"]);
  });

  it("waits for a pod that never gets ready", () => {
    const cluster = testCluster({ containers: { main: { readyAfter: undefined } } });
    cluster.api.create(
      statefulSet({ template: podTemplate("db", [{ readinessProbe: { exec: { command: ["false"] } } }]) }),
    );
    cluster.pass(120_000);
    expect(moves(cluster)).toEqual(["+db-0"]);
  });

  it("recreates a pod that has failed", () => {
    const cluster = started({ replicas: 1 });
    cluster.api.updateStatus<Pod>({ kind: "Pod", namespace: "default", name: "db-0" }, (status) => ({
      ...status,
      phase: "Failed",
    }));
    cluster.pass(20_000);
    expect(moves(cluster)).toEqual(["+db-0", "-db-0", "+db-0"]);
  });

  it("counts ordinals from where it is told to", () => {
    expect(pods(started({ replicas: 2, ordinals: { start: 5 } }))).toEqual(["db-5 v1", "db-6 v1"]);
  });
});

describe("a StatefulSet's claims", () => {
  const withClaims = (policy?: Record<string, string>) => ({
    replicas: 2,
    volumeClaimTemplates: [
      {
        metadata: { name: "data" },
        spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Gi" } } },
      },
    ],
    ...(policy === undefined ? {} : { persistentVolumeClaimRetentionPolicy: policy }),
  });
  const claims = ({ api }: TestCluster): string[] =>
    api.list("PersistentVolumeClaim").map(({ metadata }) => metadata.name);

  it("are made before the pod, with its name, and mounted under the template's", () => {
    const cluster = testCluster();
    cluster.api.create(statefulSet({ ...withClaims(), podManagementPolicy: "Parallel" }));
    cluster.pass(5_000);
    expect(claims(cluster)).toEqual(["data-db-0", "data-db-1"]);
    expect(cluster.api.list<Pod>("Pod")[0]?.spec.volumes?.[0]).toMatchObject({
      name: "data",
      persistentVolumeClaim: { claimName: "data-db-0" },
    });
    expect(
      cluster
        .eventsOf("db")
        .filter((each) => each.includes("db-0"))
        .slice(0, 2),
    ).toEqual([
      "Normal SuccessfulCreate: Create Claim data-db-0 Pod db-0 in StatefulSet db success",
      "Normal SuccessfulCreate: Create Pod db-0 in StatefulSet db successful",
    ]);
  });

  it("stay by default, and go with what the retention policy says", () => {
    const ownersAfter = (policy?: Record<string, string>): (string | undefined)[] => {
      const cluster = testCluster();
      cluster.api.create(statefulSet({ ...withClaims(policy), podManagementPolicy: "Parallel" }));
      cluster.pass(5_000);
      change(cluster, { replicas: 1 });
      cluster.pass(50);
      return cluster.api
        .list("PersistentVolumeClaim")
        .map(({ metadata }) => metadata.ownerReferences?.map(({ kind }) => kind).join());
    };
    expect(ownersAfter()).toEqual([undefined, undefined]);
    expect(ownersAfter({ whenDeleted: "Delete" })).toEqual(["StatefulSet", "StatefulSet"]);
    expect(ownersAfter({ whenScaled: "Delete" })).toEqual([undefined, "Pod"]);
    expect(ownersAfter({ whenDeleted: "Delete", whenScaled: "Delete" })).toEqual(["StatefulSet", "Pod"]);
  });

  it("tell in the pod's own event why they cannot be made", () => {
    const cluster = testCluster();
    const [template] = withClaims().volumeClaimTemplates;
    cluster.api.create(
      statefulSet({ replicas: 1, volumeClaimTemplates: [{ ...template, spec: { accessModes: ["Often"] } }] }),
    );
    cluster.pass(1_000);
    const [claim, pod] = cluster.eventsOf("db");
    expect(claim).toMatch(
      /^Warning FailedCreate: Create Claim data-db-0 for Pod db-0 in StatefulSet db failed error: Persist/,
    );
    expect(pod).toMatch(
      /^Warning FailedCreate: Create Pod db-0 in StatefulSet db failed error: failed to create PVC data-db-0: Persist/,
    );
  });
});

describe("any StatefulSet", () => {
  it("converges to its pods, one out of order at most, and stops writing", () => {
    const step = fc.record({
      replicas: fc.integer({ min: 0, max: 4 }),
      image: fc.constantFrom("acme/db:1", "acme/db:2", "acme/db:3"),
      wait: fc.integer({ min: 0, max: 8_000 }),
    });
    fc.assert(
      fc.property(
        fc.array(step, { minLength: 1, maxLength: 4 }),
        fc.constantFrom("OrderedReady", "Parallel"),
        (steps, podManagementPolicy) => {
          const cluster = testCluster({ containers: { main: { readyAfter: 300 } } });
          cluster.api.create(statefulSet({ podManagementPolicy, replicas: 2 }));
          for (const { replicas, image, wait } of steps) {
            change(cluster, { replicas, template: podTemplate("db", [{ image }]) });
            cluster.pass(wait);
          }
          cluster.pass(120_000);
          const last = steps.at(-1);
          const tag = last?.image.replace("acme/db:", "v");
          expect(pods(cluster)).toEqual(
            Array.from({ length: last?.replicas ?? 0 }, (_, i) => `db-${i} ${tag}`),
          );
          const count = cluster.writes.length;
          cluster.pass(120_000);
          expect(cluster.writes.length).toBe(count);
        },
      ),
      { numRuns: 12 },
    );
  });
});
