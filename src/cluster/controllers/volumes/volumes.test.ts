import { describe, expect, it } from "vitest";
import type { ObjectInput } from "../../api/object.ts";
import { isReady, type Pod } from "../../api/pod.ts";
import type { PersistentVolume, PersistentVolumeClaim } from "../../api/volumes.ts";
import { podObject, podTemplate, type TestCluster, testCluster } from "../../testing/test-cluster.ts";

const storageClass = (name: string, fields: Record<string, unknown> = {}): ObjectInput => ({
  apiVersion: "storage.k8s.io/v1",
  kind: "StorageClass",
  metadata: { name },
  provisioner: "disks.example.com",
  ...fields,
});
const claim = (name: string, spec: Record<string, unknown> = {}): ObjectInput => ({
  apiVersion: "v1",
  kind: "PersistentVolumeClaim",
  metadata: { name, namespace: "default" },
  spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Gi" } }, ...spec },
});
const volume = (name: string, storage: string, spec: Record<string, unknown> = {}): ObjectInput => ({
  apiVersion: "v1",
  kind: "PersistentVolume",
  metadata: { name },
  spec: { capacity: { storage }, accessModes: ["ReadWriteOnce"], hostPath: { path: "/data" }, ...spec },
});
const podWith = (name: string, claimName: string): ObjectInput =>
  podObject(
    name,
    podTemplate("app", [{}], { volumes: [{ name: "data", persistentVolumeClaim: { claimName } }] }),
  );

const claimRef = (name: string) => ({ kind: "PersistentVolumeClaim", namespace: "default", name });
const claimNow = ({ api }: TestCluster, name: string) => api.get<PersistentVolumeClaim>(claimRef(name));
const phases = ({ writes }: TestCluster, kind: string) =>
  writes
    .filter(({ object }) => object.kind === kind)
    .map(({ type, object }) =>
      type === "DELETED" ? "deleted" : (object.status as { phase?: string } | undefined)?.phase,
    );

describe("a claim", () => {
  it("of an immediate class is provisioned and bound", () => {
    const cluster = testCluster({ objects: [storageClass("fast")] });
    cluster.api.create(claim("data", { storageClassName: "fast" }));
    cluster.pass(3_000);
    const bound = claimNow(cluster, "data");
    expect(bound?.spec.volumeName).toBe(`pvc-${bound?.metadata.uid}`);
    expect(bound?.status).toMatchObject({ phase: "Bound", capacity: { storage: "1Gi" } });
    // made; the provisioner's name; the volume's name; bound
    expect(phases(cluster, "PersistentVolumeClaim")).toEqual(["Pending", "Pending", "Pending", "Bound"]);
    expect(phases(cluster, "PersistentVolume")).toEqual(["Pending", "Bound"]);
    expect(cluster.eventsOf("data").map((each) => each.slice(0, 60))).toEqual([
      "Normal ExternalProvisioning: Waiting for a volume to be crea",
      "Normal Provisioning: External provisioner is provisioning vo",
      // once more, as the claim has changed
      "Normal ExternalProvisioning: Waiting for a volume to be crea",
      "Normal ProvisioningSucceeded: Successfully provisioned volum",
    ]);
  });

  it("of a class that waits is bound once a pod has been given a node", () => {
    const cluster = testCluster({
      objects: [storageClass("lazy", { volumeBindingMode: "WaitForFirstConsumer" })],
    });
    cluster.api.create(claim("data", { storageClassName: "lazy" }));
    cluster.pass(20_000);
    expect(claimNow(cluster, "data")?.status.phase).toBe("Pending");
    cluster.api.create(podWith("web", "data"));
    cluster.pass(10_000);
    expect(claimNow(cluster, "data")?.status.phase).toBe("Bound");
    const pod = cluster.api.require<Pod>({ kind: "Pod", namespace: "default", name: "web" });
    expect(isReady(pod)).toBe(true);
    expect(cluster.eventsOf("data")[0]).toBe(
      "Normal WaitForFirstConsumer: waiting for first consumer to be created before binding",
    );
  });

  it("stays pending, and says why, where nothing can make its volume", () => {
    const cluster = testCluster({
      objects: [storageClass("local", { provisioner: "kubernetes.io/no-provisioner" })],
    });
    cluster.api.create(claim("classless"));
    cluster.api.create(claim("unknown", { storageClassName: "gone" }));
    cluster.api.create(claim("manual", { storageClassName: "local" }));
    cluster.pass(5_000);
    expect(cluster.eventsOf("")).toEqual([
      "Normal FailedBinding: no persistent volumes available for this claim and no storage class is set",
      'Warning ProvisioningFailed: storageclass.storage.k8s.io "gone" not found',
      "Warning ProvisioningFailed: no volume plugin matched name: kubernetes.io/no-provisioner",
    ]);
    cluster.pass(30_000);
    expect(cluster.context.events.log.filter(({ name }) => name === "classless").at(-1)?.count).toBe(3);
  });

  it("takes the smallest volume that is large enough, at the next look", () => {
    const cluster = testCluster({
      objects: [
        volume("huge", "10Gi"),
        volume("small", "500Mi"),
        volume("right", "2Gi"),
        volume("other", "1Gi", { storageClassName: "x" }),
      ],
    });
    cluster.api.create(claim("data"));
    cluster.api.create(claim("late", { accessModes: ["ReadWriteMany"] }));
    cluster.pass(16_000);
    expect(claimNow(cluster, "data")?.spec.volumeName).toBe("right");
    cluster.api.create(volume("shared", "1Gi", { accessModes: ["ReadWriteMany"] }));
    cluster.pass(1_000);
    expect(claimNow(cluster, "late")?.status.phase).toBe("Pending");
    cluster.pass(15_000);
    expect(claimNow(cluster, "late")?.spec.volumeName).toBe("shared");
  });

  it("gets the volume that it names or that names it", () => {
    const cluster = testCluster({
      objects: [volume("a", "1Gi"), volume("b", "1Gi", { claimRef: { namespace: "default", name: "kept" } })],
    });
    cluster.api.create(claim("asks", { volumeName: "a" }));
    cluster.api.create(claim("kept"));
    cluster.api.create(claim("greedy", { volumeName: "a", resources: { requests: { storage: "9Gi" } } }));
    cluster.pass(1_000);
    expect(claimNow(cluster, "asks")?.spec.volumeName).toBe("a");
    expect(claimNow(cluster, "kept")?.spec.volumeName).toBe("b");
    expect(claimNow(cluster, "greedy")?.status.phase).toBe("Pending");
  });

  it("that is deleted stays until its pod is gone, and its volume goes by the reclaim policy", () => {
    const cluster = testCluster({
      objects: [storageClass("fast"), storageClass("kept", { reclaimPolicy: "Retain" })],
    });
    cluster.api.create(claim("data", { storageClassName: "fast" }));
    cluster.api.create(claim("archive", { storageClassName: "kept" }));
    cluster.api.create(podWith("web", "data"));
    cluster.pass(10_000);
    cluster.api.delete(claimRef("data"));
    cluster.api.delete(claimRef("archive"));
    cluster.pass(5_000);
    expect(claimNow(cluster, "data")?.metadata.deletionTimestamp).toBeDefined();
    expect(claimNow(cluster, "archive")).toBeUndefined();
    cluster.api.delete({ kind: "Pod", namespace: "default", name: "web" });
    cluster.pass(10_000);
    expect(claimNow(cluster, "data")).toBeUndefined();
    const left = cluster.api.list<PersistentVolume>("PersistentVolume");
    expect(left.map(({ spec, status }) => `${spec.claimRef?.name} ${status.phase}`)).toEqual([
      "archive Released",
    ]);
  });

  it("that has lost its volume says so", () => {
    const cluster = testCluster({ objects: [volume("a", "1Gi")] });
    cluster.api.create(claim("data"));
    cluster.pass(1_000);
    cluster.api.update<PersistentVolume>(
      { kind: "PersistentVolume", namespace: "", name: "a" },
      (stored) => ({
        ...stored,
        metadata: { ...stored.metadata, finalizers: [] },
      }),
    );
    cluster.api.delete({ kind: "PersistentVolume", namespace: "", name: "a" });
    cluster.pass(1_000);
    expect(claimNow(cluster, "data")?.status.phase).toBe("Lost");
  });

  it("of an ephemeral volume is made for its pod and goes with it", () => {
    const cluster = testCluster({ objects: [storageClass("fast")] });
    const template = claim("", { storageClassName: "fast" });
    cluster.api.create(
      podObject(
        "web",
        podTemplate("app", [{}], {
          volumes: [
            {
              name: "scratch",
              ephemeral: { volumeClaimTemplate: { spec: template["spec"] as Record<string, unknown> } },
            },
          ],
        }),
      ),
    );
    cluster.pass(10_000);
    expect(claimNow(cluster, "web-scratch")?.status.phase).toBe("Bound");
    cluster.api.delete({ kind: "Pod", namespace: "default", name: "web" });
    cluster.pass(10_000);
    expect(claimNow(cluster, "web-scratch")).toBeUndefined();
  });
});

describe("a volume", () => {
  it("stays while a claim has it", () => {
    const cluster = testCluster({ objects: [volume("a", "1Gi")] });
    cluster.api.create(claim("data"));
    cluster.pass(1_000);
    const ref = { kind: "PersistentVolume", namespace: "", name: "a" };
    cluster.api.delete(ref);
    cluster.pass(1_000);
    expect(cluster.api.get(ref)?.metadata.deletionTimestamp).toBeDefined();
    cluster.api.delete(claimRef("data"));
    cluster.pass(1_000);
    expect(cluster.api.get(ref)).toBeUndefined();
  });
});
