import { expect, test } from "vitest";
import type { ObjectInput } from "../cluster/api/object.ts";
import { initialObjects } from "./initial-objects.ts";
import { defaultScenario } from "./scenario.ts";

const objects = (given: readonly ObjectInput[], namespace = "shop") =>
  initialObjects({ nodes: defaultScenario.nodes, objects: given }, namespace, "1.36").map(
    ({ kind, metadata }) => `${kind} ${metadata.namespace ?? "-"}/${metadata.name}`,
  );

test("a cluster has nodes, namespaces and what every namespace has", () => {
  const all = objects([]);
  expect(all.slice(0, 3)).toEqual(["Node -/node-1", "Node -/node-2", "Node -/node-3"]);
  for (const namespace of ["default", "kube-system", "shop"])
    expect(all).toEqual(
      expect.arrayContaining([
        `Namespace -/${namespace}`,
        `ServiceAccount ${namespace}/default`,
        `ConfigMap ${namespace}/kube-root-ca.crt`,
      ]),
    );
  expect(all).toContain("Service default/kubernetes");
  expect(new Set(all).size).toBe(all.length);
});

test("a scenario's objects stand in the namespace of the commands, or in their own, which is made for them", () => {
  const all = objects([
    { apiVersion: "v1", kind: "Secret", metadata: { name: "a" } },
    { apiVersion: "v1", kind: "Secret", metadata: { name: "b", namespace: "other" } },
    { apiVersion: "v1", kind: "Namespace", metadata: { name: "own" } },
    { apiVersion: "scheduling.k8s.io/v1", kind: "PriorityClass", metadata: { name: "high" }, value: 7 },
  ]);
  expect(all).toEqual(
    expect.arrayContaining(["Secret shop/a", "Secret other/b", "Namespace -/other", "PriorityClass -/high"]),
  );
  expect(all.filter((each) => each === "Namespace -/own")).toHaveLength(1);
  expect(all).toContain("ServiceAccount own/default");
});

test("definitions come before the custom objects, whose scope they say", () => {
  const definition = (kind: string, scope: string): ObjectInput => ({
    apiVersion: "apiextensions.k8s.io/v1",
    kind: "CustomResourceDefinition",
    metadata: { name: `${kind.toLowerCase()}s.acme.io` },
    spec: { group: "acme.io", scope, names: { kind } },
  });
  const custom = (kind: string): ObjectInput => ({ apiVersion: "acme.io/v1", kind, metadata: { name: "x" } });
  const all = objects([
    custom("Ship"),
    custom("Fleet"),
    definition("Ship", "Namespaced"),
    definition("Fleet", "Cluster"),
  ]);
  expect(all.slice(-4)).toEqual([
    "CustomResourceDefinition -/ships.acme.io",
    "CustomResourceDefinition -/fleets.acme.io",
    "Ship shop/x",
    "Fleet -/x",
  ]);
});

test.each([".", "", "-a", "A", "a".repeat(64)])("%j is no namespace", (name) => {
  expect(() => objects([], name)).toThrow("is no name of a namespace");
});
