import { describe, expect, it } from "vitest";
import type { Autoscaler } from "../../api/strategies/autoscaler.ts";
import type { Deployment } from "../../api/workloads.ts";
import type { Load } from "../../behaviour.ts";
import { deploymentObject, podTemplate, testCluster } from "../../testing/test-cluster.ts";

const seconds = 1000;
const minutes = 60 * seconds;
const deployment = { kind: "Deployment", namespace: "default", name: "web" };

function autoscaled(spec: Partial<Autoscaler["spec"]>, load: () => Load | undefined = () => undefined) {
  const cluster = testCluster({
    nodes: [{ name: "node-1", cpu: "64", memory: "64Gi" }],
    behaviours: (behaviours) => ({ ...behaviours, loadOf: load }),
  });
  const resources = { requests: { cpu: "100m" } };
  cluster.api.create(deploymentObject("web", podTemplate("web", [{ resources }])));
  cluster.api.create({
    apiVersion: "autoscaling/v2",
    kind: "HorizontalPodAutoscaler",
    metadata: { name: "web", namespace: "default" },
    spec: {
      scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "web" },
      maxReplicas: 10,
      ...spec,
    },
  });
  return {
    ...cluster,
    replicas: () => cluster.api.get<Deployment>(deployment)?.spec.replicas,
    scale: (replicas: number) =>
      cluster.api.update<Deployment>(deployment, (live) => ({ ...live, spec: { ...live.spec, replicas } })),
    status: () =>
      cluster.api.get<Autoscaler>({ ...deployment, kind: "HorizontalPodAutoscaler" })?.status ?? {},
  };
}

const cpu = (millicores: number): Load => ({ cpu: millicores, memory: undefined });

describe("an autoscaler without a load that anybody knows of", () => {
  it("raises the number of pods to its minimum, fifteen seconds after it was made", () => {
    const { pass, replicas, eventsOf } = autoscaled({ minReplicas: 3 });
    pass(14 * seconds);
    expect(replicas()).toBe(1);
    pass(2 * seconds);
    expect(replicas()).toBe(3);
    expect(eventsOf("web")).toContain(
      "Normal SuccessfulRescale: New size: 3; reason: Current number of replicas below Spec.MinReplicas",
    );
  });

  it("puts right within fifteen seconds what somebody else has scaled beyond its bounds", () => {
    const { pass, replicas, scale } = autoscaled({ minReplicas: 2, maxReplicas: 4 });
    pass(20 * seconds);
    scale(9);
    pass(15 * seconds);
    expect(replicas()).toBe(4);
    scale(3);
    pass(1 * minutes);
    expect(replicas()).toBe(3);
  });

  it("leaves a workload alone that was scaled to nothing", () => {
    const { pass, replicas, scale } = autoscaled({ minReplicas: 2 });
    pass(20 * seconds);
    scale(0);
    pass(1 * minutes);
    expect(replicas()).toBe(0);
  });

  it("is the manager of the number that it sets", () => {
    const { pass, api } = autoscaled({ minReplicas: 3 });
    pass(20 * seconds);
    const metadata = api.get(deployment)?.metadata as { managedFields?: { manager: string }[] } | undefined;
    const managers = metadata?.managedFields;
    expect(managers?.at(-1)).toMatchObject({
      manager: "kube-controller-manager",
      subresource: "scale",
      fieldsV1: { "f:spec": { "f:replicas": {} } },
    });
  });

  it("tells that its target is missing", () => {
    const { pass, eventsOf } = autoscaled({
      scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "gone" },
    });
    pass(20 * seconds);
    expect(eventsOf("web")).toContain('Warning FailedGetScale: deployments/scale.apps "gone" not found');
    const odd = autoscaled({ scaleTargetRef: { apiVersion: "example.com/v1", kind: "Widget", name: "w" } });
    odd.pass(20 * seconds);
    expect(odd.eventsOf("web")).toContain(
      'Warning FailedGetScale: no matches for kind "Widget" in group "example.com"',
    );
  });
});

describe("an autoscaler with a load", () => {
  it("asks for as many pods as bring the load of each to its target", () => {
    const { pass, replicas, eventsOf, status } = autoscaled({}, () => cpu(320));
    pass(3 * minutes);
    expect(replicas()).toBe(4);
    expect(eventsOf("web").filter((event) => event.includes("SuccessfulRescale"))).toEqual([
      "Normal SuccessfulRescale: New size: 4; reason: cpu resource utilization (percentage of request) above target",
    ]);
    expect(status()["currentMetrics"]).toEqual([
      {
        type: "Resource",
        resource: { name: "cpu", current: { averageUtilization: 80, averageValue: "80m" } },
      },
    ]);
  });

  it("goes by the one target of autoscaling/v1", () => {
    const { api, pass, replicas } = autoscaled({ minReplicas: 1 }, () => cpu(300));
    api.delete({ ...deployment, kind: "HorizontalPodAutoscaler" });
    api.create({
      apiVersion: "autoscaling/v1",
      kind: "HorizontalPodAutoscaler",
      metadata: { name: "first", namespace: "default" },
      spec: {
        scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "web" },
        maxReplicas: 10,
        targetCPUUtilizationPercentage: 50,
      },
    });
    pass(3 * minutes);
    expect(replicas()).toBe(6);
  });

  it("at most doubles the number within a period, and stops at its maximum", () => {
    const { pass, replicas, writes } = autoscaled({}, () => cpu(100_000));
    pass(10 * minutes);
    expect(replicas()).toBe(10);
    const sizes = writes
      .filter(({ object }) => object.kind === "Deployment")
      .map(({ object }) => (object as Deployment).spec.replicas);
    expect([...new Set(sizes)]).toEqual([1, 4, 8, 10]);
  });

  it("waits five minutes before it takes pods away", () => {
    let load = cpu(320);
    const { pass, replicas } = autoscaled({}, () => load);
    pass(3 * minutes);
    load = cpu(80);
    pass(4 * minutes);
    expect(replicas()).toBe(4);
    pass(2 * minutes);
    expect(replicas()).toBe(1);
  });

  it("goes as fast as its policies say, and no way that is disabled", () => {
    let load = cpu(1000);
    const slow = { type: "Pods", value: 1, periodSeconds: 60 } as const;
    const { pass, replicas } = autoscaled(
      { behavior: { scaleUp: { policies: [slow] }, scaleDown: { selectPolicy: "Disabled" } } },
      () => load,
    );
    pass(80 * seconds);
    expect(replicas()).toBe(2);
    pass(60 * seconds);
    expect(replicas()).toBe(3);
    load = cpu(10);
    pass(20 * minutes);
    expect(replicas()).toBe(3);
  });

  it("tells that a metric cannot be had", () => {
    const { pass, replicas, eventsOf } = autoscaled(
      { metrics: [{ type: "Resource", resource: { name: "memory", target: { averageUtilization: 50 } } }] },
      () => cpu(1000),
    );
    pass(1 * minutes);
    expect(replicas()).toBe(1);
    expect(eventsOf("web")).toContain(
      "Warning FailedComputeMetricsReplicas: invalid metrics (1 invalid out of 1), first error is: failed to get memory utilization: unable to get metrics for resource memory: no metrics returned from resource metrics API",
    );
  });
});
