import { describe, expect, it } from "vitest";
import type { KubeObject, ObjectInput, ObjectRef } from "../api/object.ts";
import { ownerReference } from "../api/object.ts";
import type { Pod } from "../api/pod.ts";
import {
  deploymentObject,
  jobObject,
  podTemplate,
  type TestCluster,
  testCluster,
} from "../testing/test-cluster.ts";

const deployment: ObjectRef = { kind: "Deployment", namespace: "default", name: "web" };

function withDeployment(stop = 2_000): TestCluster {
  const cluster = testCluster({ containers: { main: { stop } } });
  cluster.api.create(deploymentObject("web", podTemplate("web", [{}]), { replicas: 2 }));
  cluster.pass(10_000);
  return cluster;
}

const kinds = ({ api }: TestCluster): string[] =>
  ["Deployment", "ReplicaSet", "Pod"].flatMap((kind) => api.list(kind).map(() => kind));

const configMap = (name: string, owners: readonly KubeObject[] = []): ObjectInput => ({
  apiVersion: "v1",
  kind: "ConfigMap",
  metadata: {
    name,
    namespace: "default",
    ownerReferences: owners.map((owner) => ({ ...ownerReference(owner), controller: false })),
  },
});
const ref = (name: string): ObjectRef => ({ kind: "ConfigMap", namespace: "default", name });

describe("an owner that is deleted", () => {
  it("in the background goes at once, and what it owned after it", () => {
    const cluster = withDeployment();
    cluster.api.delete(deployment);
    expect(kinds(cluster)).toEqual(["ReplicaSet", "Pod", "Pod"]);
    cluster.pass(500);
    expect(kinds(cluster)).toEqual(["Pod", "Pod"]);
    expect(cluster.api.list<Pod>("Pod").every(({ metadata }) => metadata.deletionTimestamp)).toBe(true);
    cluster.pass(10_000);
    expect(kinds(cluster)).toEqual([]);
  });

  it("in the foreground goes last, after all levels below it", () => {
    const cluster = withDeployment();
    cluster.api.delete(deployment, { propagation: "Foreground" });
    cluster.pass(1_000);
    expect(kinds(cluster)).toEqual(["Deployment", "ReplicaSet", "Pod", "Pod"]);
    const since = cluster.writes.length;
    cluster.pass(10_000);
    const removed = cluster.writes.slice(since).filter(({ type }) => type === "DELETED");
    expect(removed.map(({ object }) => object.kind)).toEqual(["Pod", "Pod", "ReplicaSet", "Deployment"]);
  });

  it("with orphans leaves all it owned, which a new owner adopts", () => {
    const cluster = withDeployment();
    const before = cluster.api.list("Pod").map(({ metadata }) => metadata.uid);
    cluster.api.delete(deployment, { propagation: "Orphan" });
    cluster.pass(1_000);
    expect(kinds(cluster)).toEqual(["ReplicaSet", "Pod", "Pod"]);
    expect(cluster.api.list("ReplicaSet")[0]?.metadata.ownerReferences).toBeUndefined();
    cluster.api.create(deploymentObject("web", podTemplate("web", [{}]), { replicas: 2 }));
    cluster.pass(5_000);
    expect(cluster.api.list("Pod").map(({ metadata }) => metadata.uid)).toEqual(before);
  });

  it("takes a Job's pods with it, which keep their finalizer until then", () => {
    const cluster = testCluster();
    cluster.api.create(jobObject("migrate", podTemplate("migrate", [{}])));
    cluster.pass(3_000);
    cluster.api.delete({ kind: "Job", namespace: "default", name: "migrate" });
    cluster.pass(5_000);
    expect(cluster.api.list("Pod")).toEqual([]);
  });
});

describe("an object with owners", () => {
  it("goes with the last of them, and drops the others' names before", () => {
    const { api, pass } = testCluster();
    const [first, second] = [api.create(configMap("first")), api.create(configMap("second"))];
    api.create(configMap("child", [first, second]));
    api.delete(ref("first"));
    pass(200);
    expect(api.get(ref("child"))?.metadata.ownerReferences?.map(({ name }) => name)).toEqual(["second"]);
    api.delete(ref("second"));
    pass(200);
    expect(api.get(ref("child"))).toBeUndefined();
  });

  it("goes if its owner never was there", () => {
    const { api, pass } = testCluster();
    const owner = api.create(configMap("owner"));
    api.create(configMap("child", [{ ...owner, metadata: { ...owner.metadata, uid: "somebody-else" } }]));
    pass(200);
    expect(api.get(ref("child"))).toBeUndefined();
  });

  it("does not hold up an owner in the foreground unless it says so", () => {
    const { api, pass } = testCluster();
    const owner = api.create(configMap("owner"));
    const child = (name: string, blockOwnerDeletion: boolean): ObjectInput => ({
      ...configMap(name),
      metadata: {
        ...configMap(name).metadata,
        finalizers: ["example.com/slow"],
        ownerReferences: [{ ...ownerReference(owner), controller: false, blockOwnerDeletion }],
      },
    });
    api.create(child("free", false));
    api.create(child("blocking", true));
    api.delete(ref("owner"), { propagation: "Foreground" });
    pass(500);
    expect(api.get(ref("owner"))).toBeDefined();
    api.update(ref("blocking"), (object) => ({
      ...object,
      metadata: { ...object.metadata, finalizers: [] },
    }));
    pass(500);
    expect(api.get(ref("owner"))).toBeUndefined();
    expect(api.get(ref("free"))?.metadata.deletionTimestamp).toBeDefined();
  });
});
