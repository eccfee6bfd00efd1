import { describe, expect, it } from "vitest";
import type { ObjectInput } from "../api/object.ts";
import { testCluster } from "../testing/test-cluster.ts";

const definition: ObjectInput = {
  apiVersion: "apiextensions.k8s.io/v1",
  kind: "CustomResourceDefinition",
  metadata: { name: "widgets.sea.example" },
  spec: {
    group: "sea.example",
    scope: "Namespaced",
    names: { plural: "widgets", kind: "Widget" },
    versions: [{ name: "v1", served: true, storage: true, schema: { openAPIV3Schema: { type: "object" } } }],
  },
};
const ref = { kind: "CustomResourceDefinition", namespace: "", name: "widgets.sea.example" };
const widget: ObjectInput = {
  apiVersion: "sea.example/v1",
  kind: "Widget",
  metadata: { name: "w", namespace: "default" },
};

describe("a custom resource definition", () => {
  it("makes its kind known once it is established", () => {
    const { api, pass } = testCluster();
    expect(() => api.create(widget)).toThrow('no matches for kind "Widget" in version "sea.example/v1"');
    api.create(definition);
    pass(100);
    expect(JSON.stringify(api.get(ref)?.status)).toContain('"Established"');
    api.create(widget);
    expect(api.list("Widget.sea.example")).toHaveLength(1);
  });

  it("takes the objects of its kind with it, and its kind is unknown then", () => {
    const { api, pass } = testCluster();
    api.create(definition);
    pass(100);
    api.create(widget);
    api.delete(ref);
    expect(api.get(ref)?.metadata.deletionTimestamp).toBeDefined();
    pass(500);
    expect(api.get(ref)).toBeUndefined();
    expect(api.list("Widget.sea.example")).toEqual([]);
    expect(() => api.create(widget)).toThrow("no matches for kind");
  });
});
