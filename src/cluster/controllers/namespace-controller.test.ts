import { describe, expect, it } from "vitest";
import type { ObjectRef } from "../api/object.ts";
import { deploymentObject, podTemplate, type TestCluster, testCluster } from "../testing/test-cluster.ts";

const ref: ObjectRef = { kind: "Namespace", namespace: "", name: "shop" };

function withNamespace(): TestCluster {
  const cluster = testCluster({ containers: { main: { stop: 1_000 } } });
  cluster.api.create({ apiVersion: "v1", kind: "Namespace", metadata: { name: "shop" } });
  cluster.pass(1_000);
  return cluster;
}

const inShop = ({ api }: TestCluster): string[] =>
  api.store
    .kindNames()
    .flatMap((kind) => api.list(kind, "shop").map(({ metadata }) => `${kind}/${metadata.name}`));

describe("a namespace", () => {
  it("has a ServiceAccount and a CA bundle, which come back when they are deleted", () => {
    const cluster = withNamespace();
    expect(inShop(cluster)).toEqual(["ServiceAccount/default", "ConfigMap/kube-root-ca.crt"]);
    cluster.api.delete({ kind: "ServiceAccount", namespace: "shop", name: "default" });
    cluster.pass(100);
    expect(inShop(cluster)).toHaveLength(2);
  });

  it("that is deleted is Terminating for five seconds, takes nothing new, and goes with its contents", () => {
    const cluster = withNamespace();
    const { api } = cluster;
    api.delete(ref);
    expect(api.get(ref)).toMatchObject({ status: { phase: "Terminating" } });
    const late = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "late", namespace: "shop" } };
    expect(() => api.create(late)).toThrow(
      'configmaps "late" is forbidden: unable to create new content in namespace shop because it is being terminated',
    );
    cluster.pass(4_900);
    expect(inShop(cluster)).toHaveLength(2);
    cluster.pass(500);
    expect(inShop(cluster)).toEqual([]);
    expect(api.get(ref)).toBeUndefined();
  });

  it("looks again after half of its pods' grace, and leaves all else alone until they are gone", () => {
    const cluster = withNamespace();
    const { api } = cluster;
    const template = podTemplate("web", [{}], { terminationGracePeriodSeconds: 20 });
    const web = deploymentObject("web", template);
    api.create({ ...web, metadata: { ...web.metadata, namespace: "shop" } });
    cluster.pass(5_000);
    api.delete(ref);
    cluster.pass(10_000);
    expect(inShop(cluster)).toContain("Deployment/web");
    expect(api.list("Pod", "shop")).toEqual([]);
    cluster.pass(5_500);
    expect(api.get(ref)).toBeDefined();
    cluster.pass(2_000);
    expect(api.get(ref)).toBeUndefined();
    expect(inShop(cluster)).toEqual([]);
  });

  it("may not be deleted if the cluster needs it", () => {
    const { api } = testCluster();
    expect(() => api.delete({ ...ref, name: "default" })).toThrow(
      'namespaces "default" is forbidden: this namespace may not be deleted',
    );
  });
});
