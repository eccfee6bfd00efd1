import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nodeObject } from "../../api/node.ts";
import type { ObjectInput, ObjectRef } from "../../api/object.ts";
import { isReady, type Pod } from "../../api/pod.ts";
import type { DaemonSet } from "../../api/workloads.ts";
import { podTemplate, type TestCluster, testCluster } from "../../testing/test-cluster.ts";

const nodes = ["node-1", "node-2", "node-3"].map((name) => ({ name, cpu: "2", memory: "8Gi" }));

const ref: ObjectRef = { kind: "DaemonSet", namespace: "default", name: "agent" };

const daemonSet = (
  spec: Record<string, unknown> = {},
  template = podTemplate("agent", [{}]),
): ObjectInput => ({
  apiVersion: "apps/v1",
  kind: "DaemonSet",
  metadata: { name: "agent", namespace: "default" },
  spec: { selector: { matchLabels: { app: "agent" } }, ...spec, template },
});

const upgrade = ({ api }: TestCluster): DaemonSet =>
  api.update<DaemonSet>(ref, (set) => ({
    ...set,
    spec: { ...set.spec, template: podTemplate("agent", [{ image: "acme/app:2" }]) },
  }));

const placed = ({ api }: TestCluster): string[] =>
  api
    .list<Pod>("Pod")
    .map((pod) => `${pod.spec.nodeName} ${pod.spec.containers[0]?.image}`)
    .sort();

describe("a DaemonSet", () => {
  it("has one pod on every node, also on one that comes later", () => {
    const cluster = testCluster({ nodes });
    cluster.api.create(daemonSet());
    cluster.pass(5000);
    expect(placed(cluster)).toEqual(["node-1 acme/app:1", "node-2 acme/app:1", "node-3 acme/app:1"]);
    expect(cluster.api.get<DaemonSet>(ref)?.status).toMatchObject({
      desiredNumberScheduled: 3,
      currentNumberScheduled: 3,
      updatedNumberScheduled: 3,
      numberReady: 3,
      numberAvailable: 3,
    });
    cluster.api.create(nodeObject({ name: "node-4", cpu: "2", memory: "8Gi" }, "1.36"));
    cluster.pass(5000);
    expect(placed(cluster)).toHaveLength(4);
  });

  it("leaves out nodes that its selector or their taints exclude", () => {
    const cluster = testCluster({ nodes });
    cluster.api.update({ kind: "Node", namespace: "", name: "node-1" }, (node) => ({
      ...node,
      spec: { taints: [{ key: "gpu", effect: "NoSchedule" }] },
    }));
    cluster.api.create(
      daemonSet({}, podTemplate("agent", [{}], { nodeSelector: { "kubernetes.io/os": "linux" } })),
    );
    cluster.pass(5000);
    expect(placed(cluster)).toEqual(["node-2 acme/app:1", "node-3 acme/app:1"]);
  });

  it("is updated node by node, the new pod after the old one has stopped", () => {
    const cluster = testCluster({ nodes });
    cluster.api.create(daemonSet());
    cluster.pass(5000);
    const readyCounts: number[] = [];
    cluster.api.onWrite(() => readyCounts.push(cluster.api.list<Pod>("Pod").filter(isReady).length));
    upgrade(cluster);
    cluster.pass(20_000);
    expect(placed(cluster)).toEqual(["node-1 acme/app:2", "node-2 acme/app:2", "node-3 acme/app:2"]);
    expect(Math.min(...readyCounts)).toBe(2);
  });

  it("with a surge starts the new pod first, and never has fewer ready ones", () => {
    const cluster = testCluster({ nodes });
    cluster.api.create(
      daemonSet({
        updateStrategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
      }),
    );
    cluster.pass(5000);
    const readyCounts: number[] = [];
    cluster.api.onWrite(() => readyCounts.push(cluster.api.list<Pod>("Pod").filter(isReady).length));
    upgrade(cluster);
    cluster.pass(20_000);
    expect(placed(cluster)).toEqual(["node-1 acme/app:2", "node-2 acme/app:2", "node-3 acme/app:2"]);
    expect(Math.min(...readyCounts)).toBe(3);
  });

  it("with OnDelete keeps old pods until somebody deletes them", () => {
    const cluster = testCluster({ nodes });
    cluster.api.create(daemonSet({ updateStrategy: { type: "OnDelete" } }));
    cluster.pass(5000);
    upgrade(cluster);
    cluster.pass(10_000);
    expect(placed(cluster).every((each) => each.endsWith("acme/app:1"))).toBe(true);
    const first = cluster.api.list<Pod>("Pod").find((pod) => pod.spec.nodeName === "node-1");
    cluster.api.delete({ kind: "Pod", namespace: "default", name: first?.metadata.name ?? "" });
    cluster.pass(10_000);
    expect(placed(cluster)).toContain("node-1 acme/app:2");
  });

  it("replaces pods that have ended, failed ones more and more slowly", () => {
    const cluster = testCluster();
    cluster.api.create(daemonSet());
    cluster.pass(3000);
    const end = (phase: "Failed" | "Succeeded", then: number) => {
      const pod = cluster.api
        .list<Pod>("Pod")
        .find(({ metadata }) => metadata.deletionTimestamp === undefined);
      const name = pod?.metadata.name ?? "";
      cluster.api.updateStatus<Pod>({ kind: "Pod", namespace: "default", name }, (status) => ({
        ...status,
        phase,
      }));
      cluster.pass(then);
    };
    const told = (reason: string) => cluster.eventsOf("agent").filter((each) => each.includes(reason)).length;
    end("Succeeded", 20_000);
    end("Failed", 500);
    expect(told("FailedDaemonPod")).toBe(1);
    end("Failed", 400);
    expect(told("FailedDaemonPod")).toBe(1);
    cluster.pass(20_000);
    const reasons = cluster.eventsOf("agent").map((each) => each.split(/[ :]+/)[1] ?? "");
    expect(reasons.filter((each) => /^Successful|DaemonPod$/.test(each))).toEqual([
      "SuccessfulCreate",
      "SucceededDaemonPod",
      "SuccessfulDelete",
      "SuccessfulCreate",
      "FailedDaemonPod",
      "SuccessfulDelete",
      "SuccessfulCreate",
      "FailedDaemonPod",
      "SuccessfulDelete",
      "SuccessfulCreate",
    ]);
  });

  it("updates as many nodes at once as maxUnavailable allows, and broken ones beyond that", () => {
    const many = Array.from({ length: 6 }, (_, i) => ({ name: `node-${i}`, cpu: "2", memory: "8Gi" }));
    fc.assert(
      fc.property(
        fc.constantFrom<number | string>(1, 2, 4, "20%", "50%"),
        fc.integer({ min: 0, max: 2 }),
        (maxUnavailable, broken) => {
          const isBroken = (node: string | undefined) => node !== undefined && Number(node.slice(5)) < broken;
          const cluster = testCluster({
            nodes: many,
            containers: {
              main: ({ pod, container }) =>
                isBroken(pod.spec.nodeName) && container.image === "acme/app:1"
                  ? { run: 10, exitCode: 1 }
                  : {},
            },
          });
          cluster.api.create(
            daemonSet({ updateStrategy: { type: "RollingUpdate", rollingUpdate: { maxUnavailable } } }),
          );
          cluster.pass(10_000);
          const ready = () => cluster.api.list<Pod>("Pod").filter(isReady).length;
          expect(ready()).toBe(6 - broken);
          let least = 6;
          cluster.api.onWrite(() => {
            least = Math.min(least, ready());
          });
          upgrade(cluster);
          cluster.pass(120_000);
          expect(placed(cluster)).toEqual(many.map(({ name }) => `${name} acme/app:2`));
          const allowed =
            typeof maxUnavailable === "number" ? maxUnavailable : maxUnavailable === "20%" ? 2 : 3;
          expect(least).toBeGreaterThanOrEqual(Math.min(6 - broken, 6 - allowed));
        },
      ),
      { numRuns: 10 },
    );
  });

  it("counts the templates it has had", () => {
    const cluster = testCluster();
    cluster.api.create(daemonSet());
    cluster.pass(3000);
    expect(upgrade(cluster).metadata.annotations).toEqual({
      "deprecated.daemonset.template.generation": "2",
    });
    cluster.pass(10_000);
    expect(cluster.api.list<Pod>("Pod")[0]?.metadata.labels).toMatchObject({
      "pod-template-generation": "2",
    });
  });
});
