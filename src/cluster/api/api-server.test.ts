import { describe, expect, it } from "vitest";
import { Kernel } from "../../sim/kernel.ts";
import { Random } from "../../sim/random.ts";
import { sleep } from "../../sim/wait.ts";
import { kubernetesRules, newestKubernetes } from "../kubernetes-rules.ts";
import { ApiServer, type WatchEvent } from "./api-server.ts";
import type { KubeObject, ObjectInput, ObjectRef } from "./object.ts";
import type { Pod } from "./pod.ts";
import { ResourceRegistry } from "./resource-registry.ts";
import { WallClock } from "./wall-clock.ts";

function newServer(seed = 1) {
  const rules = kubernetesRules(newestKubernetes);
  if (rules === undefined) throw new Error("no rules");
  const kernel = new Kernel();
  const clock = new WallClock(Date.UTC(2025, 0, 15, 18, 20, 3, 900), () => kernel.now);
  const api = new ApiServer(kernel, new Random(seed), clock, new ResourceRegistry(), {
    watchLatency: 3,
    maxObjects: 50,
    rules,
  });
  api.create({ apiVersion: "v1", kind: "Namespace", metadata: { name: "default" } });
  api.create({
    apiVersion: "v1",
    kind: "ServiceAccount",
    metadata: { name: "default", namespace: "default" },
  });
  const writes: string[] = [];
  const tell = ({ type, object }: WatchEvent): void => {
    writes.push(`${type} ${object.metadata.name}`);
  };
  api.onWrite(tell);
  const pass = (milliseconds: number): void => kernel.run(kernel.spawn("main", sleep(milliseconds)));
  return { kernel, api, writes, pass };
}

const configMap = (name: string, metadata: ObjectInput["metadata"] = {}): ObjectInput => ({
  apiVersion: "v1",
  kind: "ConfigMap",
  metadata: { name, namespace: "default", ...metadata },
  data: { a: "1" },
});

const ref = (kind: string, name: string): ObjectRef => ({ kind, namespace: "default", name });

const pod = (metadata: ObjectInput["metadata"]): ObjectInput => ({
  apiVersion: "v1",
  kind: "Pod",
  metadata: { namespace: "default", ...metadata },
  spec: { containers: [{ name: "main", image: "acme/app:1" }] },
});

describe("creating", () => {
  it("stamps name, uid, time in whole seconds, generation and a growing resourceVersion", () => {
    const { api } = newServer();
    const first = api.create<Pod>(pod({ generateName: "job-" }));
    const second = api.create(configMap("b"));
    expect(first.metadata.name).toMatch(/^job-[bcdfghjklmnpqrstvwxz2456789]{5}$/);
    expect(first.metadata.creationTimestamp).toBe("2025-01-15T18:20:03Z");
    expect(first.metadata.generation).toBe(1);
    expect(first.metadata.uid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(second.metadata.generation).toBeUndefined();
    expect(Number(second.metadata.resourceVersion)).toBeGreaterThan(Number(first.metadata.resourceVersion));
  });

  it("draws names by what they are for, so that another workload changes none of them", () => {
    const alone = newServer().api.create<Pod>(pod({ generateName: "web-" })).metadata.name;
    const crowded = newServer();
    crowded.api.create(pod({ generateName: "other-" }));
    expect(crowded.api.create<Pod>(pod({ generateName: "web-" })).metadata.name).toBe(alone);
    expect(crowded.api.create<Pod>(pod({ generateName: "web-" })).metadata.name).not.toBe(alone);
    expect(newServer(2).api.create<Pod>(pod({ generateName: "web-" })).metadata.name).not.toBe(alone);
  });

  it("refuses what exists, an unknown kind, an absent namespace and an absent service account", () => {
    const { api } = newServer();
    api.create(configMap("a"));
    expect(() => api.create(configMap("a"))).toThrow('configmaps "a" already exists');
    expect(() => api.create({ apiVersion: "nope.io/v1", kind: "Nope", metadata: { name: "n" } })).toThrow(
      'no matches for kind "Nope" in version "nope.io/v1"',
    );
    expect(() => api.create(configMap("b", { namespace: "gone" }))).toThrow('namespaces "gone" not found');
    const withAccount = {
      ...pod({ generateName: "job-" }),
      spec: { serviceAccountName: "sa", containers: [{ name: "a", image: "b:1" }] },
    };
    expect(() => api.create(withAccount)).toThrow(
      'pods "job-" is forbidden: error looking up service account default/sa: serviceaccount "sa" not found',
    );
  });

  it("ends at the bound of objects", () => {
    const { api } = newServer();
    expect(() => {
      for (let i = 0; i < 100; i++) api.create(configMap(`c-${i}`));
    }).toThrow("more than 50 objects");
  });
});

describe("changing", () => {
  it("tells nobody of a write that changes nothing", () => {
    const { api, writes } = newServer();
    const before = api.create(configMap("a"));
    const after = api.update(ref("ConfigMap", "a"), (object) => ({ ...object, data: { a: "1" } }));
    expect(after).toBe(before);
    expect(writes).toEqual(["ADDED a"]);
  });

  it("counts a new generation for a new spec, not for a new status or label", () => {
    const { api } = newServer();
    api.create(pod({ name: "p" }));
    const at = ref("Pod", "p");
    const labelled = api.update<Pod>(at, (object) => ({
      ...object,
      metadata: { ...object.metadata, labels: { a: "b" } },
    }));
    expect(labelled.metadata.generation).toBe(1);
    const running = api.updateStatus<Pod>(at, (status) => ({ ...status, phase: "Running" }));
    expect(running.metadata.generation).toBe(1);
    const changed = api.update<Pod>(at, (object) => ({
      ...object,
      spec: { ...object.spec, activeDeadlineSeconds: 5 },
    }));
    expect(changed.metadata.generation).toBe(2);
  });

  it("is seen by watchers after the watch latency, in the order of the writes", () => {
    const { api, pass } = newServer();
    const seen: string[] = [];
    const stop = api.watch<KubeObject>("ConfigMap", ({ type, object }) =>
      seen.push(`${type} ${object.metadata.name}`),
    );
    api.create(configMap("a"));
    api.create(configMap("b"));
    api.delete(ref("ConfigMap", "a"));
    expect(seen).toEqual([]);
    pass(3);
    expect(seen).toEqual(["ADDED a", "ADDED b", "DELETED a"]);
    stop();
    api.create(configMap("c"));
    pass(10);
    expect(seen).toHaveLength(3);
  });
});

describe("deleting", () => {
  it("removes an object without finalizers in one write", () => {
    const { api, writes } = newServer();
    api.create(configMap("a"));
    api.delete(ref("ConfigMap", "a"));
    expect(writes).toEqual(["ADDED a", "DELETED a"]);
    expect(() => api.delete(ref("ConfigMap", "a"))).toThrow('configmaps "a" not found');
  });

  it("keeps an object until its last finalizer goes, and removes it with that very write", () => {
    const { api, writes } = newServer();
    api.create(configMap("a", { finalizers: ["example.com/one", "example.com/two"] }));
    const at = ref("ConfigMap", "a");
    api.delete(at);
    const without = (finalizer: string) =>
      api.update(at, (object) => ({
        ...object,
        metadata: {
          ...object.metadata,
          finalizers: (object.metadata.finalizers ?? []).filter((each) => each !== finalizer),
        },
      }));
    expect(api.get(at)?.metadata.deletionTimestamp).toBeDefined();
    without("example.com/one");
    without("example.com/two");
    expect(writes).toEqual(["ADDED a", "MODIFIED a", "MODIFIED a", "DELETED a"]);
  });

  it("marks a pod first, even one that goes at once: two writes", () => {
    const { api, writes } = newServer();
    api.create(pod({ name: "p" }));
    api.delete(ref("Pod", "p"));
    expect(writes).toEqual(["ADDED p", "MODIFIED p", "DELETED p"]);
  });

  it("gives a running pod its grace period, which a second deletion can only shorten", () => {
    const { api, writes } = newServer();
    api.create(pod({ name: "p" }));
    const at = ref("Pod", "p");
    api.updateSubresource<Pod>(at, (object) => ({
      ...object,
      spec: { ...object.spec, nodeName: "node-1" },
    }));
    api.delete(at);
    expect(api.get(at)?.metadata).toMatchObject({
      deletionTimestamp: "2025-01-15T18:20:33Z",
      deletionGracePeriodSeconds: 30,
      generation: 2,
    });
    api.delete(at, { grace: 60 });
    expect(writes.filter((each) => each === "MODIFIED p")).toHaveLength(2);
    api.delete(at, { grace: 5 });
    expect(api.get(at)?.metadata.deletionGracePeriodSeconds).toBe(5);
    api.delete(at, { grace: 0 });
    expect(api.get(at)).toBeUndefined();
  });
});
