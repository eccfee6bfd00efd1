import { describe, expect, it } from "vitest";
import type { ObjectInput } from "../../cluster/api/object.ts";
import { kindName } from "../../cluster/api/resources.ts";
import { ApiClient } from "../api-client.ts";
import { bareCluster } from "../harness.test-support.ts";
import { isReady } from "./poll-readiness.ts";

/** Whether an object is ready once it has this status. */
function ready(
  object: ObjectInput,
  status: object,
  others: readonly ObjectInput[] = [],
  jobs = false,
): boolean {
  const cluster = bareCluster();
  const made = cluster.api.create(object);
  const ref = {
    kind: kindName(object.apiVersion, object.kind),
    namespace: made.metadata.namespace ?? "",
    name: made.metadata.name,
  };
  cluster.api.updateStatus(ref, () => status);
  for (const other of others) {
    const metadata = {
      ...other.metadata,
      ownerReferences: [{ ...made, name: "x", uid: made.metadata.uid, controller: true }],
    };
    const { status: given, ...rest } = other;
    const created = cluster.api.create({ ...rest, metadata });
    cluster.api.updateStatus(
      { kind: other.kind, namespace: "default", name: created.metadata.name },
      () => given,
    );
  }
  const resource = { ...object, name: "x", namespace: ref.namespace, ref, object };
  return cluster.kernel.run(cluster.kernel.spawn("check", isReady(new ApiClient(cluster), resource, jobs)));
}

const metadata = { name: "x" };
const labels = { app: "x" };
const template = { metadata: { labels }, spec: { containers: [{ name: "c", image: "i:1" }] } };
const selector = { matchLabels: labels };

describe("Deployment", () => {
  const deployment = (spec: object = {}): ObjectInput => ({
    ...{ apiVersion: "apps/v1", kind: "Deployment", metadata },
    spec: { replicas: 4, selector, template, ...spec },
  });
  const replicaSet = (readyReplicas: number, image = "i:1"): ObjectInput => ({
    ...{ apiVersion: "apps/v1", kind: "ReplicaSet", metadata: { name: `x-${image.slice(2)}` } },
    spec: {
      selector,
      template: {
        metadata: { labels: { ...labels, "pod-template-hash": "h" } },
        spec: { containers: [{ name: "c", image }] },
      },
    },
    status: { observedGeneration: 1, readyReplicas },
  });
  const observed = { observedGeneration: 1 };

  it.each([
    ["no ReplicaSet of its template", deployment(), observed, [replicaSet(4, "i:2")], false],
    ["too few ready pods", deployment(), observed, [replicaSet(2)], false],
    ["all but those that may be missing", deployment(), observed, [replicaSet(3)], true],
    ["an old generation", deployment(), { observedGeneration: 0 }, [replicaSet(4)], false],
    [
      "none that may be missing",
      deployment({ strategy: { type: "Recreate" } }),
      observed,
      [replicaSet(3)],
      false,
    ],
    [
      "a share that rounds down to none, without surge",
      deployment({
        replicas: 3,
        strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: 0, maxUnavailable: "10%" } },
      }),
      observed,
      [replicaSet(2)],
      true,
    ],
    ["paused", deployment({ paused: true }), {}, [], true],
  ])("%s", (_, object, status, sets, expected) => {
    expect(ready(object, status, sets)).toBe(expected);
  });
});

describe("other kinds", () => {
  const of = (apiVersion: string, kind: string, spec: object = {}): ObjectInput => ({
    apiVersion,
    kind,
    metadata,
    spec,
  });
  const set = (spec: object = {}): ObjectInput =>
    of("apps/v1", "StatefulSet", { replicas: 2, selector, template, ...spec });
  const daemon = (spec: object = {}): ObjectInput =>
    of("apps/v1", "DaemonSet", { selector, template, ...spec });
  const job = of("batch/v1", "Job", { completions: 2, backoffLimit: 1, template });
  const pod = of("v1", "Pod", { containers: [] });
  const rolled = {
    observedGeneration: 1,
    updatedReplicas: 2,
    readyReplicas: 2,
    currentRevision: "a",
    updateRevision: "a",
  };
  const spread = {
    observedGeneration: 1,
    desiredNumberScheduled: 3,
    updatedNumberScheduled: 3,
    numberReady: 2,
  };

  it.each([
    ["a pod that is ready", pod, { conditions: [{ type: "Ready", status: "True" }] }, true],
    ["a pod that is done", pod, { phase: "Succeeded" }, false],
    ["a StatefulSet", set(), rolled, true],
    ["a StatefulSet on its way", set(), { ...rolled, currentRevision: "b" }, false],
    ["a StatefulSet with too few ready", set(), { ...rolled, readyReplicas: 1 }, false],
    [
      "a StatefulSet up to its partition",
      set({ updateStrategy: { type: "RollingUpdate", rollingUpdate: { partition: 1 } } }),
      { ...rolled, updatedReplicas: 1, currentRevision: "b" },
      true,
    ],
    [
      "a StatefulSet that is updated by hand",
      set({ updateStrategy: { type: "OnDelete" } }),
      { observedGeneration: 1 },
      true,
    ],
    ["a DaemonSet with one missing", daemon(), spread, true],
    ["a DaemonSet with two missing", daemon(), { ...spread, numberReady: 1 }, false],
    [
      "a DaemonSet, its share rounded up",
      daemon({ updateStrategy: { type: "RollingUpdate", rollingUpdate: { maxUnavailable: "34%" } } }),
      { ...spread, numberReady: 1 },
      true,
    ],
    ["a DaemonSet not rolled out", daemon(), { ...spread, updatedNumberScheduled: 2 }, false],
    ["a claim without volume", of("v1", "PersistentVolumeClaim"), { phase: "Pending" }, false],
    ["a claim", of("v1", "PersistentVolumeClaim"), { phase: "Bound" }, true],
    ["a headless Service", of("v1", "Service", { clusterIP: "None" }), {}, true],
    ["an ExternalName", of("v1", "Service", { type: "ExternalName" }), {}, true],
    [
      "a LoadBalancer with addresses of its own",
      of("v1", "Service", { type: "LoadBalancer", clusterIP: "1.1.1.1", externalIPs: ["2.2.2.2"] }),
      {},
      true,
    ],
    [
      "a LoadBalancer with an address",
      of("v1", "Service", { type: "LoadBalancer", clusterIP: "1.1.1.1" }),
      { loadBalancer: { ingress: [{ ip: "3.3.3.3" }] } },
      true,
    ],
    [
      "a CRD",
      of("apiextensions.k8s.io/v1", "CustomResourceDefinition"),
      { conditions: [{ type: "Established", status: "True" }] },
      true,
    ],
    [
      "a CRD whose names are taken",
      of("apiextensions.k8s.io/v1", "CustomResourceDefinition"),
      { conditions: [{ type: "NamesAccepted", status: "False" }] },
      true,
    ],
    ["a new CRD", of("apiextensions.k8s.io/v1", "CustomResourceDefinition"), {}, false],
    ["an Ingress", of("networking.k8s.io/v1", "Ingress"), {}, true],
    ["a Job", job, {}, true],
  ])("%s", (_, object, status, expected) => {
    expect(ready(object, status)).toBe(expected);
  });

  it("a Job that is to be complete", () => {
    expect(ready(job, { succeeded: 1 }, [], true)).toBe(false);
    expect(ready(job, { succeeded: 2 }, [], true)).toBe(true);
    expect(() => ready(job, { failed: 2 }, [], true)).toThrow("job is failed: default/x");
  });

  it("a ReplicaSet with all its pods", () => {
    const replicas = of("apps/v1", "ReplicaSet", { selector, template });
    const one = (status: string): ObjectInput => ({
      ...{ apiVersion: "v1", kind: "Pod", metadata: { name: "p", labels }, spec: { containers: [] } },
      status: { conditions: [{ type: "Ready", status }] },
    });
    expect(ready(replicas, { observedGeneration: 1 }, [one("True")])).toBe(true);
    expect(ready(replicas, { observedGeneration: 1 }, [one("False")])).toBe(false);
    expect(ready(replicas, { observedGeneration: 1 })).toBe(true);
  });
});
