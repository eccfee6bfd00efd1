import { describe, expect, it } from "vitest";
import type { ObjectInput, ObjectRef } from "../api/object.ts";
import type { Pod, PodSpec } from "../api/pod.ts";
import {
  deploymentObject,
  podObject,
  podTemplate,
  type TestCluster,
  testCluster,
} from "../testing/test-cluster.ts";

const ref = (name: string): ObjectRef => ({ kind: "Pod", namespace: "default", name });

const nodeOf = ({ api }: TestCluster, name: string): string | undefined =>
  api.get<Pod>(ref(name))?.spec.nodeName;

const messageOf = ({ api }: TestCluster, name: string): string | undefined =>
  api.get<Pod>(ref(name))?.status.conditions?.find((each) => each.type === "PodScheduled")?.message;

const pod = (name: string, spec: Partial<PodSpec> = {}, cpu?: string): ObjectInput =>
  podObject(name, podTemplate(name, [cpu === undefined ? {} : { resources: { requests: { cpu } } }], spec));

const two = [
  { name: "node-1", cpu: "2", memory: "8Gi" },
  { name: "node-2", cpu: "2", memory: "8Gi" },
];

const preempting = "no new claims to deallocate, preemption: 0/1 nodes are available:";

describe("the scheduler", () => {
  it("spreads pods over the nodes by what is free", () => {
    const cluster = testCluster({ nodes: two });
    for (const name of ["a", "b", "c", "d"]) cluster.api.create(pod(name, {}, "500m"));
    cluster.pass(100);
    expect(["a", "b", "c", "d"].map((name) => nodeOf(cluster, name))).toEqual([
      "node-1",
      "node-2",
      "node-1",
      "node-2",
    ]);
  });

  it("says what is missing, in the scheduler's words, once for each text", () => {
    const cluster = testCluster();
    cluster.api.create(pod("huge", {}, "64"));
    cluster.api.create(pod("picky", { nodeSelector: { disk: "nvme" } }));
    cluster.pass(20_000);
    expect(messageOf(cluster, "huge")).toBe(
      `0/1 nodes are available: 1 Insufficient cpu. ${preempting} 1 Preemption is not helpful for scheduling.`,
    );
    expect(messageOf(cluster, "picky")).toBe(
      `0/1 nodes are available: 1 node(s) didn't match Pod's node affinity/selector. ${preempting} 1 Preemption is not helpful for scheduling.`,
    );
    expect(cluster.podRows("huge")).toEqual(["Pending", "Pending"]);
  });

  it("uses older words on older clusters", () => {
    const cluster = testCluster({ kubernetes: "1.31" });
    cluster.api.create(pod("huge", {}, "64"));
    cluster.pass(1000);
    expect(messageOf(cluster, "huge")).toBe(
      "0/1 nodes are available: 1 Insufficient cpu. preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling.",
    );
  });

  it("counts reasons over the nodes, sorted as text", () => {
    const cluster = testCluster({ nodes: [...two, { name: "node-3", cpu: "4", memory: "8Gi" }] });
    cluster.api.update({ kind: "Node", namespace: "", name: "node-3" }, (node) => ({
      ...node,
      spec: { unschedulable: true },
    }));
    cluster.api.create(pod("wide", {}, "3"));
    cluster.pass(1000);
    expect(messageOf(cluster, "wide")).toContain(
      "0/3 nodes are available: 1 node(s) were unschedulable, 2 Insufficient cpu.",
    );
  });

  it("tries again when a pod leaves or a node comes", () => {
    const cluster = testCluster({ nodes: [{ name: "node-1", cpu: "1", memory: "8Gi" }] });
    cluster.api.create(pod("first", {}, "800m"));
    cluster.pass(3000);
    cluster.api.create(pod("second", {}, "800m"));
    cluster.pass(3000);
    expect(nodeOf(cluster, "second")).toBeUndefined();
    expect(messageOf(cluster, "second")).toContain("1 No preemption victims found for incoming pod");
    cluster.api.delete(ref("first"));
    cluster.pass(5000);
    expect(nodeOf(cluster, "second")).toBe("node-1");
  });

  it("heeds taints and tolerations", () => {
    const cluster = testCluster();
    const taints = [{ key: "gpu", value: "yes", effect: "NoSchedule" }];
    cluster.api.update({ kind: "Node", namespace: "", name: "node-1" }, (node) => ({
      ...node,
      spec: { taints },
    }));
    cluster.api.create(pod("plain"));
    cluster.api.create(pod("tolerant", { tolerations: [{ key: "gpu", operator: "Exists" }] }));
    cluster.pass(1000);
    expect(messageOf(cluster, "plain")).toContain("1 node(s) had untolerated taint(s).");
    expect(nodeOf(cluster, "tolerant")).toBe("node-1");
  });

  it("keeps replicas apart that ask for it, and together that ask for that", () => {
    const cluster = testCluster({ nodes: two });
    const apart = {
      podAntiAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: [
          { topologyKey: "kubernetes.io/hostname", labelSelector: { matchLabels: { app: "db" } } },
        ],
      },
    };
    cluster.api.create(deploymentObject("db", podTemplate("db", [{}], { affinity: apart }), { replicas: 3 }));
    cluster.pass(3000);
    const pods = cluster.api.list<Pod>("Pod");
    expect(pods.map((each) => each.spec.nodeName ?? "none").sort()).toEqual(["node-1", "node-2", "none"]);
    const waiting = pods.find((each) => each.spec.nodeName === undefined);
    expect(messageOf(cluster, waiting?.metadata.name ?? "")).toContain(
      "2 node(s) didn't match pod anti-affinity rules",
    );

    const beside = {
      podAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: [
          { topologyKey: "kubernetes.io/hostname", labelSelector: { matchLabels: { app: "cache" } } },
        ],
      },
    };
    cluster.api.create(pod("client", { affinity: beside }));
    cluster.pass(1000);
    expect(messageOf(cluster, "client")).toContain("2 node(s) didn't match pod affinity rules");
    cluster.api.create(
      podObject(
        "cache",
        podTemplate("cache", [{}], { nodeSelector: { "kubernetes.io/hostname": "node-2" } }),
      ),
    );
    cluster.pass(1000);
    cluster.api.create(pod("late", { affinity: beside }));
    cluster.pass(1000);
    expect(nodeOf(cluster, "late")).toBe("node-2");
  });

  it("keeps to the skew of a topology spread constraint", () => {
    const cluster = testCluster({
      nodes: [
        { name: "node-1", cpu: "1", memory: "8Gi" },
        { name: "node-2", cpu: "8", memory: "8Gi" },
      ],
    });
    const topologySpreadConstraints = [
      {
        maxSkew: 1,
        topologyKey: "kubernetes.io/hostname",
        whenUnsatisfiable: "DoNotSchedule",
        labelSelector: { matchLabels: { app: "web" } },
      },
    ];
    const template = podTemplate("web", [{ resources: { requests: { cpu: "600m" } } }], {
      topologySpreadConstraints,
    });
    cluster.api.create(deploymentObject("web", template, { replicas: 4 }));
    cluster.pass(3000);
    const counts = cluster.api
      .list<Pod>("Pod")
      .map((each) => each.spec.nodeName ?? "none")
      .sort();
    expect(counts).toEqual(["node-1", "node-2", "node-2", "none"]);
  });

  it("makes room for a pod of higher priority", () => {
    const cluster = testCluster({ nodes: [{ name: "node-1", cpu: "1", memory: "8Gi" }] });
    for (const [name, value] of [
      ["some", 1],
      ["much", 100],
    ] as const)
      cluster.api.create({
        apiVersion: "scheduling.k8s.io/v1",
        kind: "PriorityClass",
        metadata: { name },
        value,
      });
    cluster.api.create(pod("low", { priorityClassName: "some" }, "800m"));
    cluster.pass(3000);
    cluster.api.create(pod("high", { priorityClassName: "much" }, "800m"));
    cluster.pass(10_000);
    expect(nodeOf(cluster, "high")).toBe("node-1");
    expect(cluster.api.get(ref("low"))).toBeUndefined();
    expect(
      cluster.eventsOf("low").some((event) => event.startsWith("Normal Preempted: Preempted by pod")),
    ).toBe(true);
    expect(cluster.eventsOf("high")).toContain(
      "Warning FailedScheduling: 0/1 nodes are available: 1 Insufficient cpu.",
    );
  });

  it("keeps the room of the victims for the pod that they go for, and preempts no more meanwhile", () => {
    const cluster = testCluster({
      nodes: [{ name: "node-1", cpu: "1", memory: "8Gi" }],
      containers: { main: (start) => ({ stop: start.pod.metadata.name === "low-2" ? 5000 : 100 }) },
    });
    cluster.api.create({
      apiVersion: "scheduling.k8s.io/v1",
      kind: "PriorityClass",
      metadata: { name: "much" },
      value: 100,
    });
    for (const name of ["low-1", "low-2"]) cluster.api.create(pod(name, {}, "400m"));
    cluster.pass(3000);
    cluster.api.create(pod("high", { priorityClassName: "much" }, "900m"));
    cluster.api.create(pod("late", {}, "400m"));
    cluster.pass(4000);
    expect(cluster.api.get(ref("low-1"))).toBeUndefined();
    expect(messageOf(cluster, "high")).toBe(
      "0/1 nodes are available: 1 Insufficient cpu. no new claims to deallocate, not eligible due to a terminating pod on the nominated node.",
    );
    cluster.pass(6000);
    expect(nodeOf(cluster, "high")).toBe("node-1");
    expect(nodeOf(cluster, "late")).toBeUndefined();
    expect(cluster.eventsOf("low-2").filter((event) => event.includes("Preempted"))).toHaveLength(1);
  });

  it("does not schedule a pod with gates until the last one is removed", () => {
    const cluster = testCluster();
    cluster.api.create(pod("gated", { schedulingGates: [{ name: "example.com/quota" }] }));
    cluster.pass(1000);
    expect(nodeOf(cluster, "gated")).toBeUndefined();
    cluster.api.update<Pod>(ref("gated"), (gated) => ({
      ...gated,
      spec: { ...gated.spec, schedulingGates: [] },
    }));
    cluster.pass(1000);
    expect(nodeOf(cluster, "gated")).toBe("node-1");
  });

  it("refuses a pod whose claim does not exist", () => {
    const cluster = testCluster();
    cluster.api.create(
      pod("db", { volumes: [{ name: "data", persistentVolumeClaim: { claimName: "data" } }] }),
    );
    cluster.pass(1000);
    expect(messageOf(cluster, "db")).toBe(
      '0/1 nodes are available: persistentvolumeclaim "data" not found. not found',
    );
  });
});
