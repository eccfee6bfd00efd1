import { describe, expect, it } from "vitest";
import type { Node } from "../../api/node.ts";
import type { ObjectRef } from "../../api/object.ts";
import { type Pod, podCondition } from "../../api/pod.ts";
import {
  deploymentObject,
  podObject,
  podTemplate,
  type TestCluster,
  testCluster,
} from "../../testing/test-cluster.ts";

const nodes = ["node-1", "node-2"].map((name) => ({ name, cpu: "4", memory: "8Gi" }));
const nodeRef = (name: string): ObjectRef => ({ kind: "Node", namespace: "", name });
const node = ({ api }: TestCluster, name = "node-1"): Node => api.require<Node>(nodeRef(name));
const taintsOf = (cluster: TestCluster, name?: string): string[] =>
  (node(cluster, name).spec.taints ?? []).map(({ key, effect }) => `${key.split("/")[1]}:${effect}`);
const ready = (cluster: TestCluster, name?: string): string | undefined =>
  node(cluster, name).status.conditions?.find(({ type }) => type === "Ready")?.status;

/** One replica on each of two nodes. */
function spread(options: Parameters<typeof testCluster>[0] = {}): TestCluster {
  const cluster = testCluster({ nodes, ...options });
  cluster.api.create(deploymentObject("web", podTemplate("web", [{}]), { replicas: 2 }));
  cluster.pass(10_000);
  return cluster;
}
const podOn = ({ api }: TestCluster, name: string): Pod =>
  api.list<Pod>("Pod").find(({ spec }) => spec.nodeName === name) as Pod;

describe("a node whose kubelet is silent", () => {
  it("is unknown after 50 s, and its pods are not ready, which their rows do not show", () => {
    const cluster = spread();
    const lost = podOn(cluster, "node-1");
    const rows = cluster.podRows(lost.metadata.name).length;
    cluster.context.links.cut("node-1");
    cluster.pass(38_000);
    expect(ready(cluster)).toBe("True");
    cluster.pass(20_000);
    expect(ready(cluster)).toBe("Unknown");
    expect(taintsOf(cluster)).toEqual(["unreachable:NoExecute", "unreachable:NoSchedule"]);
    expect(cluster.eventsOf("node-1")).toEqual([
      "Normal NodeNotReady: Node node-1 status is now: NodeNotReady",
    ]);
    expect(cluster.eventsOf(lost.metadata.name).at(-1)).toBe("Warning NodeNotReady: Node is not ready");
    expect(podCondition(podOn(cluster, "node-1"), "Ready")?.status).toBe("False");
    expect(cluster.podRows(lost.metadata.name).slice(rows)).toEqual(["Running Running+"]);
    expect(taintsOf(cluster, "node-2")).toEqual([]);
  });

  it("comes back as if nothing had been, if it is soon enough", () => {
    const cluster = spread();
    const lost = podOn(cluster, "node-1");
    cluster.context.links.cut("node-1");
    cluster.pass(90_000);
    cluster.context.links.restore("node-1");
    cluster.pass(20_000);
    expect(ready(cluster)).toBe("True");
    expect(taintsOf(cluster)).toEqual([]);
    expect(podCondition(podOn(cluster, "node-1"), "Ready")?.status).toBe("True");
    expect(cluster.eventsOf("node-1").at(-1)).toBe("Normal NodeReady: Node node-1 status is now: NodeReady");
    cluster.pass(600_000);
    expect(podOn(cluster, "node-1").metadata.uid).toBe(lost.metadata.uid);
    expect(cluster.eventsOf(lost.metadata.name).at(-1)).toContain("Cancelling deletion of Pod default/web");
  });

  it("loses its pods after five more minutes; they are replaced, and gone once it is back", () => {
    const cluster = spread();
    const lost = podOn(cluster, "node-1");
    cluster.context.links.cut("node-1");
    cluster.pass(340_000);
    expect(cluster.api.list("Pod")).toHaveLength(2);
    cluster.pass(30_000);
    const stuck = podOn(cluster, "node-1");
    expect(stuck.metadata.uid).toBe(lost.metadata.uid);
    expect(stuck.metadata.deletionTimestamp).toBeDefined();
    expect(podCondition(stuck, "DisruptionTarget")?.reason).toBe("DeletionByTaintManager");
    expect(cluster.eventsOf(lost.metadata.name).at(-1)).toBe(
      `Normal TaintManagerEviction: Marking for deletion Pod default/${lost.metadata.name}`,
    );
    const others = cluster.api.list<Pod>("Pod").filter(({ spec }) => spec.nodeName === "node-2");
    expect(others.map((pod) => podCondition(pod, "Ready")?.status)).toEqual(["True", "True"]);
    cluster.pass(1_000_000);
    expect(cluster.api.list("Pod")).toHaveLength(3);
    cluster.context.links.restore("node-1");
    cluster.pass(30_000);
    expect(cluster.api.list<Pod>("Pod").map(({ spec }) => spec.nodeName)).toEqual(["node-2", "node-2"]);
  });

  it("is given pods while nobody knows yet, and they wait for it", () => {
    const cluster = testCluster({ nodes });
    cluster.context.links.cut("node-1");
    cluster.pass(1000);
    cluster.api.create(podObject("early", podTemplate("early", [{}])));
    cluster.pass(5000);
    expect(podOn(cluster, "node-1").metadata.name).toBe("early");
    expect(cluster.podRows("early")).toEqual(["Pending", "Pending"]);
    cluster.context.links.restore("node-1");
    cluster.pass(20_000);
    expect(cluster.podRows("early").at(-1)).toBe("Running Running+");
  });

  it("keeps its pods if no node can be reached at all", () => {
    const cluster = testCluster();
    cluster.api.create(podObject("alone", podTemplate("alone", [{}])));
    cluster.pass(5000);
    cluster.context.links.cut("node-1");
    cluster.pass(900_000);
    expect(taintsOf(cluster)).toEqual(["unreachable:NoSchedule"]);
    expect(podOn(cluster, "node-1").metadata.deletionTimestamp).toBeUndefined();
  });

  it("is given up ten seconds after the one before it", () => {
    const many = ["a", "b", "c", "d", "e"].map((name) => ({ name, cpu: "4", memory: "8Gi" }));
    const cluster = testCluster({ nodes: many });
    for (const name of ["a", "b"]) cluster.context.links.cut(name);
    cluster.pass(120_000);
    const added = ["a", "b"].map((name) =>
      Date.parse(
        node(cluster, name).spec.taints?.find(({ effect }) => effect === "NoExecute")?.timeAdded ?? "",
      ),
    );
    expect(Math.abs((added[0] ?? 0) - (added[1] ?? 0))).toBeGreaterThanOrEqual(9000);
  });
});

describe("taints", () => {
  it("that are not tolerated evict at once, others when their time is over, or never", () => {
    const cluster = testCluster();
    const tolerations = (tolerationSeconds?: number) => [
      {
        key: "maintenance",
        effect: "NoExecute",
        operator: "Exists" as const,
        ...(tolerationSeconds === undefined ? {} : { tolerationSeconds }),
      },
    ];
    cluster.api.create(podObject("plain", podTemplate("plain", [{}])));
    cluster.api.create(podObject("patient", podTemplate("patient", [{}], { tolerations: tolerations(20) })));
    cluster.api.create(podObject("steady", podTemplate("steady", [{}], { tolerations: tolerations() })));
    cluster.pass(5000);
    cluster.api.update<Node>(nodeRef("node-1"), (each) => ({
      ...each,
      spec: { taints: [{ key: "maintenance", effect: "NoExecute" }] },
    }));
    cluster.pass(5000);
    const names = (): string[] => cluster.api.list("Pod").map(({ metadata }) => metadata.name);
    expect(names()).toEqual(["patient", "steady"]);
    cluster.pass(20_000);
    expect(names()).toEqual(["steady"]);
  });

  it("follow a cordon and an uncordon", () => {
    const cluster = testCluster();
    const cordon = (unschedulable: boolean): void => {
      cluster.api.update<Node>(nodeRef("node-1"), (each) => ({
        ...each,
        spec: { ...each.spec, unschedulable },
      }));
      cluster.pass(1000);
    };
    cordon(true);
    expect(taintsOf(cluster)).toEqual(["unschedulable:NoSchedule"]);
    cordon(false);
    expect(taintsOf(cluster)).toEqual([]);
  });
});

describe("pods without a kubelet", () => {
  it("are removed 40 s after their node was", () => {
    const cluster = spread();
    const lost = podOn(cluster, "node-1");
    cluster.context.links.cut("node-1");
    cluster.api.delete(nodeRef("node-1"));
    cluster.pass(35_000);
    expect(podOn(cluster, "node-1").metadata.uid).toBe(lost.metadata.uid);
    cluster.pass(30_000);
    expect(cluster.api.list<Pod>("Pod").map(({ spec }) => spec.nodeName)).toEqual(["node-2", "node-2"]);
    expect(cluster.podRows(lost.metadata.name).slice(-3)).toEqual([
      "Failed Running+",
      "Failed (deleted) Running+",
      "Failed (deleted) Running+",
    ]);
  });

  it("are removed from a node that is out of service once they are being deleted", () => {
    const cluster = spread();
    cluster.context.links.cut("node-1");
    cluster.pass(70_000);
    cluster.api.delete({ kind: "Pod", namespace: "default", name: podOn(cluster, "node-1").metadata.name });
    cluster.pass(60_000);
    expect(podOn(cluster, "node-1").metadata.deletionTimestamp).toBeDefined();
    cluster.api.update<Node>(nodeRef("node-1"), (each) => ({
      ...each,
      spec: {
        taints: [
          ...(each.spec.taints ?? []),
          { key: "node.kubernetes.io/out-of-service", effect: "NoExecute" },
        ],
      },
    }));
    cluster.pass(25_000);
    expect(cluster.api.list<Pod>("Pod").map(({ spec }) => spec.nodeName)).toEqual(["node-2", "node-2"]);
  });
});
