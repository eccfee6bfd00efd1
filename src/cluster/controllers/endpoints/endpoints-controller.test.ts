import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { KubeObject, ObjectInput } from "../../api/object.ts";
import { isReady, type Pod } from "../../api/pod.ts";
import type { Deployment } from "../../api/workloads.ts";
import { deploymentObject, podTemplate, type TestCluster, testCluster } from "../../testing/test-cluster.ts";
import type { Endpoint } from "./endpoint-of.ts";

const service = (spec: Record<string, unknown> = {}): ObjectInput => ({
  apiVersion: "v1",
  kind: "Service",
  metadata: { name: "web", namespace: "default", labels: { tier: "front" } },
  spec: { selector: { app: "web" }, ports: [{ port: 80, targetPort: "http" }], ...spec },
});
const web = (replicas: number, ready = 500) => ({
  object: deploymentObject(
    "web",
    podTemplate("web", [
      {
        ports: [{ name: "http", containerPort: 8080 }],
        readinessProbe: { httpGet: { port: 8080 }, periodSeconds: 1 },
      },
    ]),
    { replicas },
  ),
  containers: { main: { readyAfter: ready } },
});

const slicesOf = ({ api }: TestCluster): KubeObject[] => api.list("EndpointSlice");
const endpointsIn = (cluster: TestCluster): Endpoint[] =>
  slicesOf(cluster).flatMap(({ endpoints }) => endpoints as Endpoint[]);
const readyIn = (cluster: TestCluster): string[] =>
  endpointsIn(cluster)
    .filter(({ conditions }) => conditions.ready)
    .map(({ targetRef }) => targetRef.name)
    .sort();

describe("the endpoints of a Service", () => {
  it("are there at once, and empty, with a Service that has no pods yet", () => {
    const cluster = testCluster();
    cluster.api.create(service());
    cluster.pass(100);
    const [slice] = slicesOf(cluster);
    expect(slice).toMatchObject({
      metadata: {
        generateName: "web-",
        labels: { tier: "front", "kubernetes.io/service-name": "web" },
        ownerReferences: [{ kind: "Service", name: "web" }],
      },
      addressType: "IPv4",
      endpoints: [],
    });
    expect(cluster.api.list("Endpoints").map(({ metadata }) => metadata.name)).toEqual(["web"]);
  });

  it("are its pods with an address, ready when the pods are, under the ports that the pods name", () => {
    const { object, containers } = web(2, 5_000);
    const cluster = testCluster({ containers });
    cluster.api.create(service());
    cluster.api.create(object);
    cluster.pass(4_000);
    expect(endpointsIn(cluster).map(({ conditions }) => conditions.ready)).toEqual([false, false]);
    cluster.pass(6_000);
    expect(readyIn(cluster)).toHaveLength(2);
    expect(slicesOf(cluster)).toHaveLength(1);
    expect(slicesOf(cluster)[0]?.["ports"]).toEqual([{ name: "", port: 8080, protocol: "TCP" }]);
    expect(cluster.api.list("Endpoints")[0]?.["subsets"]).toMatchObject([
      { addresses: [{ targetRef: { kind: "Pod" } }, {}], ports: [{ port: 8080, protocol: "TCP" }] },
    ]);
  });

  it("are not ready any more once their pods are being deleted, unless it publishes unready ones", () => {
    const ready = (spec: Record<string, unknown>): number => {
      const { object, containers } = web(1);
      const cluster = testCluster({ containers: { main: { ...containers.main, stop: 3_000 } } });
      cluster.api.create(service(spec));
      cluster.api.create(object);
      cluster.pass(10_000);
      const [pod] = cluster.api.list<Pod>("Pod");
      cluster.api.delete({ kind: "Pod", namespace: "default", name: pod?.metadata.name ?? "" });
      cluster.pass(200);
      return readyIn(cluster).filter((name) => name === pod?.metadata.name).length;
    };
    expect(ready({})).toBe(0);
    expect(ready({ publishNotReadyAddresses: true })).toBe(1);
  });

  it("are nobody's business without a selector, and gone with the Service", () => {
    const cluster = testCluster();
    const { selector: _none, ...spec } = service()["spec"] as Record<string, unknown>;
    cluster.api.create({ ...service(), spec });
    cluster.pass(100);
    expect(slicesOf(cluster)).toEqual([]);
    cluster.api.delete({ kind: "Service", namespace: "default", name: "web" });
    cluster.api.create(service());
    cluster.pass(100);
    expect(slicesOf(cluster)).toHaveLength(1);
    cluster.api.delete({ kind: "Service", namespace: "default", name: "web" });
    cluster.pass(500);
    expect(slicesOf(cluster)).toEqual([]);
    expect(cluster.api.list("Endpoints")).toEqual([]);
  });

  it("fill slices of a hundred, and a change writes one of them alone", () => {
    const { object, containers } = web(120);
    const cluster = testCluster({
      containers,
      nodes: [{ name: "n", cpu: "64", memory: "256Gi", pods: "200" }],
    });
    cluster.api.create(service());
    cluster.api.create(object);
    cluster.pass(60_000);
    expect(slicesOf(cluster).map(({ endpoints }) => (endpoints as Endpoint[]).length)).toEqual([100, 20]);
    const before = cluster.writes.length;
    const [pod] = cluster.api.list<Pod>("Pod");
    cluster.api.updateStatus<Pod>(
      { kind: "Pod", namespace: "default", name: pod?.metadata.name ?? "" },
      (status) => ({
        ...status,
        conditions:
          status.conditions?.map((each) => (each.type === "Ready" ? { ...each, status: "False" } : each)) ??
          [],
      }),
    );
    cluster.pass(500);
    const written = cluster.writes.slice(before).filter(({ object: { kind } }) => kind === "EndpointSlice");
    expect(written).toHaveLength(1);
  });

  it("always come to be the ready pods", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 5_000 })), {
          minLength: 1,
          maxLength: 4,
        }),
        (steps) => {
          const { object, containers } = web(1);
          const cluster = testCluster({ containers });
          cluster.api.create(service());
          cluster.api.create(object);
          for (const [replicas, wait] of steps) {
            cluster.api.update<Deployment>(
              { kind: "Deployment", namespace: "default", name: "web" },
              (old) => ({
                ...old,
                spec: { ...old.spec, replicas },
              }),
            );
            cluster.pass(wait);
          }
          cluster.pass(20_000);
          const ready = cluster.api.list<Pod>("Pod").filter(isReady);
          expect(readyIn(cluster)).toEqual(ready.map(({ metadata }) => metadata.name).sort());
          expect(endpointsIn(cluster)).toHaveLength(ready.length);
        },
      ),
      { numRuns: 10 },
    );
  });
});
