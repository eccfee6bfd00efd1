import { expect, test } from "vitest";
import type { KubeObject } from "../../cluster/api/object.ts";
import { applyStrategicPatch } from "./strategic-patch.ts";

const pod = (spec: object): KubeObject =>
  ({ apiVersion: "v1", kind: "Pod", metadata: { name: "p" }, spec }) as unknown as KubeObject;

const containers = [
  { name: "a", image: "i:1", ports: [{ containerPort: 80 }] },
  { name: "b", image: "j:1" },
];

test.each([
  [
    "merges items by name",
    { containers },
    { containers: [{ name: "b", image: "j:2" }] },
    { containers: [containers[0], { name: "b", image: "j:2" }] },
  ],
  [
    "puts new items first",
    { containers },
    { containers: [{ name: "c", image: "k" }] },
    { containers: [{ name: "c", image: "k" }, ...containers] },
  ],
  [
    "deletes an item",
    { containers },
    { containers: [{ name: "a", $patch: "delete" }] },
    { containers: [containers[1]] },
  ],
  [
    "replaces a list",
    { containers },
    { containers: [{ $patch: "replace" }, { name: "c" }] },
    { containers: [{ name: "c" }] },
  ],
  [
    "replaces a map",
    { nodeSelector: { a: "1", b: "2" } },
    { nodeSelector: { $patch: "replace", c: "3" } },
    { nodeSelector: { c: "3" } },
  ],
  [
    "empties a map",
    { nodeSelector: { a: "1" } },
    { nodeSelector: { $patch: "delete" } },
    { nodeSelector: {} },
  ],
  [
    "removes by null",
    { nodeSelector: { a: "1", b: "2" } },
    { nodeSelector: { a: null } },
    { nodeSelector: { b: "2" } },
  ],
  [
    "keeps only some keys",
    { x: { type: "A", a: 1 } },
    { x: { $retainKeys: ["type"], type: "B" } },
    { x: { type: "B" } },
  ],
  ["sets lists without names", { args: ["a", "b"] }, { args: ["c"] }, { args: ["c"] }],
  ["removes values", { args: ["a", "b"] }, { "$deleteFromPrimitiveList/args": ["a"] }, { args: ["b"] }],
  [
    "leaves the order of items alone",
    { containers },
    { "$setElementOrder/containers": [{ name: "b" }, { name: "a" }] },
    { containers },
  ],
])("%s", (_, spec, patch, result) => {
  expect(applyStrategicPatch(pod(spec), { spec: patch })).toEqual(pod(result));
});

test("adds finalizers to those that are there", () => {
  const object = { ...pod({}), metadata: { ...pod({}).metadata, finalizers: ["a"] } };
  expect(applyStrategicPatch(object, { metadata: { finalizers: ["b", "a"] } })).toMatchObject({
    metadata: { finalizers: ["a", "b"] },
  });
});
