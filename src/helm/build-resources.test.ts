import { describe, expect, it } from "vitest";
import type { JsonObject } from "../chart/rendered-chart.ts";
import { ResourceRegistry } from "../cluster/api/resource-registry.ts";
import { buildResources } from "./build-resources.ts";
import { HelmFailure } from "./helm-failure.ts";

const build = (objects: readonly (JsonObject | undefined)[], validate = true) =>
  buildResources(
    objects.map((object) => ({ object })),
    { registry: new ResourceRegistry(), namespace: "ns", validate },
  );
const configMap = (name: string): JsonObject => ({ apiVersion: "v1", kind: "ConfigMap", metadata: { name } });

describe("the objects of manifests", () => {
  it("get the release's namespace unless they have one or their kind has none", () => {
    const other = { ...configMap("b"), metadata: { name: "b", namespace: "other" } };
    const namespace = { apiVersion: "v1", kind: "Namespace", metadata: { name: "c" } };
    expect(build([configMap("a"), other, namespace]).map((each) => each.namespace)).toEqual([
      "ns",
      "other",
      "",
    ]);
  });

  it("come out of Lists in place, and not out of documents without content", () => {
    const list = { apiVersion: "v1", kind: "List", items: [configMap("b"), configMap("c")] };
    expect(build([configMap("a"), undefined, list, configMap("d")]).map((each) => each.name)).toEqual([
      "a",
      "b",
      "c",
      "d",
    ]);
  });

  it("lose their nulls, which are empty texts in maps of texts", () => {
    const [built] = build([
      { ...configMap("a"), data: { x: null, y: "1" }, immutable: null, list: [{ z: null }] },
    ]);
    expect(built?.object).toEqual({
      ...configMap("a"),
      metadata: { name: "a", namespace: "ns" },
      data: { x: "", y: "1" },
      list: [{}],
    });
  });

  it("are refused together", () => {
    const nope = { apiVersion: "nope.io/v1", kind: "Nope", metadata: { name: "n", namespace: "x" } };
    const mapping =
      'resource mapping not found for name: "n" namespace: "x" from "": no matches for kind "Nope" in version "nope.io/v1"\nensure CRDs are installed first';
    expect(() => build([nope, nope])).toThrow(new HelmFailure(mapping));
    expect(() => build([{ metadata: { name: "x" } }, nope])).toThrow(
      new HelmFailure(
        `[error validating "": error validating data: [apiVersion not set, kind not set], ${mapping}]`,
      ),
    );
    expect(() => build([{ kind: "ConfigMap" }])).toThrow(
      new HelmFailure('error validating "": error validating data: apiVersion not set'),
    );
  });
});
